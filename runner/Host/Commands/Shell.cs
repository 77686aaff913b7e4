using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Host.Building;
using Harness.Host.Settings;
using Harness.Sync.Ledger;

namespace Harness.Host.Commands;

/// <summary>What all commands share: the folder option, --json, data on stdout, messages on stderr, one exit code for each kind of trouble.</summary>
/// <param name="width">The columns of the reader's terminal; null where lines are never broken.</param>
/// <param name="known">Settings that are known in this process only, under those of the command line.</param>
internal sealed class Shell(
    TextWriter output, TextWriter messages, TimeProvider clock, int? width = null, IReadOnlyDictionary<string, string?>? known = null)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Option<string> Folder { get; } = new("--config") { Description = "The configuration folder.", DefaultValueFactory = _ => "." };

    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON." };

    public Option<string?> IntegrationId { get; } = new("--integration") { Description = "The integration, where the folder has several." };

    public Option<string[]> Set { get; } = new("--set")
    {
        Description = "A setting for this call only, over all others: Systems:netsuite:Quota:Concurrency=2.", DefaultValueFactory = _ => [],
    };

    public TextWriter Output => output;

    public TextWriter Messages => messages;

    public TimeProvider Clock => clock;

    public int? Width => width;

    public static string Print(JsonNode data) => data.ToJsonString(Indented);

    /// <summary>A command with the common options, whose trouble becomes a message and an exit code.</summary>
    public Command Command(string name, string description, Func<ParseResult, CancellationToken, Task<int>> run, params Symbol[] symbols)
    {
        var command = new Command(name, description) { Folder, Json, IntegrationId, Set };
        foreach (var symbol in symbols)
        {
            switch (symbol)
            {
                case Argument argument:
                    command.Add(argument);
                    break;
                case Option option:
                    command.Add(option);
                    break;
                default:
                    throw new InvalidOperationException($"{symbol.Name} is neither an argument nor an option.");
            }
        }

        command.SetAction((parsed, ct) => GuardAsync(() => run(parsed, ct), parsed.GetValue(Json), ct));
        return command;
    }

    public async Task<int> GuardAsync(Func<Task<int>> run, bool json, CancellationToken ct)
    {
        try
        {
            return await run();
        }
        catch (Exception thrown) when (Trouble.Of(thrown) is { } trouble)
        {
            return await EndAsync(json, trouble.ExitCode, trouble.Messages);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return await EndAsync(json, ExitCode.Interrupted, ["Stopped before it was done; what was in hand is in the ledger."]);
        }
    }

    /// <summary>Called wrongly: the message says what would be right.</summary>
    public Task<int> RefuseAsync(ParseResult parsed, string message) => EndAsync(parsed.GetValue(Json), ExitCode.Usage, [message]);

    public string IntegrationOf(ParseResult parsed, SettingsFolder folder)
    {
        var ids = folder.Settings.Integrations.Keys;
        if (parsed.GetValue(IntegrationId) is { } named)
        {
            return ids.Contains(named) ? named : throw new SettingsException([$"There is no integration \"{named}\"; the folder has {string.Join(", ", ids)}."]);
        }

        return ids.Count == 1 ? ids.Single() : throw new SettingsException([$"The folder has several integrations; name one with --integration: {string.Join(", ", ids)}."]);
    }

    /// <summary>Opens the ledger alone and names the integration.</summary>
    public async Task<(ConfiguredRunner Runner, string Integration)> LedgerAsync(ParseResult parsed, CancellationToken ct)
    {
        var folder = Open(parsed);
        var integration = IntegrationOf(parsed, folder);
        return (await ToldAsync(await ConfiguredRunner.OpenLedgerAsync(folder, clock, ct)), integration);
    }

    public async Task<(ConfiguredRunner Runner, string Integration)> SystemsAsync(ParseResult parsed, CancellationToken ct)
    {
        var folder = Open(parsed);
        var integration = IntegrationOf(parsed, folder);
        return (await ToldAsync(await ConfiguredRunner.OpenAsync(folder, clock, ct)), integration);
    }

    /// <summary>Whoever opens a ledger that is an older copy hears of it.</summary>
    public async Task<ConfiguredRunner> ToldAsync(ConfiguredRunner runner)
    {
        await (runner.AboutLedger is { } about ? SayAsync(about) : Task.CompletedTask);
        return runner;
    }

    public SettingsFolder Open(ParseResult parsed)
    {
        var settings = new Dictionary<string, string?>(known ?? new Dictionary<string, string?>(), StringComparer.OrdinalIgnoreCase);
        foreach (var (path, value) in CommandLineSettings.Of(parsed.GetValue(Set) ?? []))
        {
            settings[path] = value;
        }

        return SettingsFolder.Open(parsed.GetValue(Folder)!, settings);
    }

    /// <summary>JSON when it was asked for, otherwise the lines that people read.</summary>
    public async Task ShowAsync(ParseResult parsed, JsonNode data, IEnumerable<string> lines)
    {
        if (parsed.GetValue(Json))
        {
            await output.WriteLineAsync(Print(data));
            return;
        }

        foreach (var line in lines.SelectMany(line => TextLines.Fit(line, width)))
        {
            await output.WriteLineAsync(line);
        }
    }

    /// <summary>What a command did, for people; with --json the same as data.</summary>
    public async Task<int> DoneAsync(ParseResult parsed, JsonObject data, string message)
    {
        if (parsed.GetValue(Json))
        {
            await output.WriteLineAsync(Print(data));
        }

        await SayAsync(message);
        return ExitCode.Ok;
    }

    public async Task SayAsync(string message)
    {
        foreach (var line in TextLines.Fit(message, width))
        {
            await messages.WriteLineAsync(line);
        }
    }

    private async Task<int> EndAsync(bool json, int exitCode, IReadOnlyList<string> reasons)
    {
        if (json)
        {
            await output.WriteLineAsync(Print(new JsonObject { ["error"] = new JsonArray([.. reasons.Select(reason => (JsonNode)reason)]), ["exit_code"] = exitCode }));
        }

        foreach (var reason in reasons)
        {
            await SayAsync(reason);
        }

        return exitCode;
    }
}
