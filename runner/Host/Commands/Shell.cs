using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Host.Building;
using Harness.Host.Settings;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Host.Commands;

/// <summary>What all commands share: the folder option, --json, data on stdout, messages on stderr, one exit code for each kind of trouble.</summary>
internal sealed class Shell(TextWriter output, TextWriter messages, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public Option<string> Folder { get; } = new("--config") { Description = "The configuration folder.", DefaultValueFactory = _ => "." };

    public Option<bool> Json { get; } = new("--json") { Description = "Print JSON." };

    public Option<string?> IntegrationId { get; } = new("--integration") { Description = "The integration, where the folder has several." };

    public TextWriter Output => output;

    public TextWriter Messages => messages;

    public TimeProvider Clock => clock;

    /// <summary>A command with the common options, whose trouble becomes a message and an exit code.</summary>
    public Command Command(string name, string description, Func<ParseResult, CancellationToken, Task<int>> run, params Symbol[] symbols)
    {
        var command = new Command(name, description) { Folder, Json, IntegrationId };
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

        command.SetAction((parsed, ct) => GuardAsync(() => run(parsed, ct)));
        return command;
    }

    public async Task<int> GuardAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (SettingsException wrong)
        {
            await messages.WriteLineAsync(wrong.Message);
            return ExitCode.Configuration;
        }
        catch (Exception refused) when (refused is LedgerRefusedException or LeaseLostException)
        {
            await messages.WriteLineAsync(refused.Message);
            return ExitCode.Configuration;
        }
        catch (ConnectorException trouble)
        {
            await messages.WriteLineAsync(trouble.Message);
            return trouble.Fault.Kind is FaultKind.LoginFailed or FaultKind.PermissionMissing or FaultKind.MappingBroken ? ExitCode.Configuration : ExitCode.Unreachable;
        }
        catch (OperationCanceledException)
        {
            await messages.WriteLineAsync("Stopped.");
            return ExitCode.Ok;
        }
    }

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
        var runner = await ConfiguredRunner.OpenLedgerAsync(parsed.GetValue(Folder)!, clock, ct);
        return (runner, IntegrationOf(parsed, runner.Folder));
    }

    public async Task<(ConfiguredRunner Runner, string Integration)> SystemsAsync(ParseResult parsed, CancellationToken ct)
    {
        var runner = await ConfiguredRunner.OpenAsync(parsed.GetValue(Folder)!, clock, ct);
        return (runner, IntegrationOf(parsed, runner.Folder));
    }

    /// <summary>JSON when it was asked for, otherwise the lines that people read.</summary>
    public async Task ShowAsync(ParseResult parsed, JsonNode data, IEnumerable<string> lines)
    {
        if (parsed.GetValue(Json))
        {
            await output.WriteLineAsync(data.ToJsonString(Indented));
            return;
        }

        foreach (var line in lines)
        {
            await output.WriteLineAsync(line);
        }
    }
}
