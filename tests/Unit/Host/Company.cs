using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Harness.Host.Building;
using Harness.Host.Commands;
using Harness.Host.Demo;
using Harness.Host.Settings;
using Harness.Host.Vendors;
using Harness.Simulators;
using Harness.Simulators.Behaviours;

namespace Harness.Unit.Host;

/// <summary>A company with a simulated CRM and ERP, a configuration folder as init writes it, and somebody who types commands.</summary>
internal sealed class Company : IAsyncDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    private readonly SimulatorHost _crm;
    private readonly SimulatorHost _erp;
    private readonly SocketsHttpHandler _wire = new();
    private readonly HttpClient _http;
    private bool _isCrmDown;

    private Company(int accounts, double mess, Latency? latency, string crm, string erp)
    {
        var options = new SimulatorOptions { Latency = latency ?? new SimulatorOptions().Latency };
        var today = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);
        var world = World.Generate(new WorldOptions { Seed = 7, Accounts = accounts, Opportunities = accounts, Mess = mess, Today = today });
        _crm = SimulatorHost.Start(Vendors.Create(crm, world, Clock), options);
        _erp = SimulatorHost.Start(Vendors.Create(erp, world, Clock), options);
        _http = new HttpClient(_wire, disposeHandler: false);
        InitCommand.Write(Folder, crm, erp, today.AddDays(-30));
        Configure(settings =>
        {
            settings["Health"]!["Port"] = 0;
            foreach (var host in new[] { _crm, _erp })
            {
                settings["Systems"]![host.System.Name]!["Login"] = LoginTo(host).Settings();
            }
        });
    }

    public static TimeProvider Clock => TimeProvider.System;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public string Folder { get; } = Directory.CreateTempSubdirectory("harness-host-").FullName;

    public Uri Crm => _crm.Url;

    public Uri Erp => _erp.Url;

    public Dictionary<string, string?> Secrets => new[] { _crm, _erp }.SelectMany(host => LoginTo(host).Secrets())
        .Concat(LedgerPassword is null ? [] : [KeyValuePair.Create<string, string?>("Ledger:Password", LedgerPassword)]).ToDictionary();

    public string? LedgerPassword { get; set; }

    public static Company New(int accounts = 4, double mess = 0, Latency? latency = null, string crm = "salesforce", string erp = "netsuite") =>
        new(accounts, mess, latency, crm, erp);

    /// <summary>One whose custom fields are there.</summary>
    public static async Task<Company> ReadyAsync(int accounts = 4, double mess = 0, string crm = "salesforce", string erp = "netsuite")
    {
        var company = New(accounts, mess, crm: crm, erp: erp);
        var check = await company.TypeAsync("check", "--fix");
        check.Exit.ShouldBe(0, check.Output + check.Messages);
        return company;
    }

    public void Configure(Action<JsonNode> change)
    {
        var file = Path.Combine(Folder, "appsettings.json");
        var settings = JsonNode.Parse(File.ReadAllText(file))!;
        change(settings);
        File.WriteAllText(file, settings.ToJsonString());
    }

    public void Rewrite(string file, string from, string to)
    {
        var path = Path.Combine(Folder, file);
        var text = File.ReadAllText(path);
        text.ShouldContain(from);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>A command as a person types it.</summary>
    public async Task<Answer> TypeAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var messages = new StringWriter();
        var exit = await CommandLine.RunAsync(new Shell(output, messages, Clock, known: Secrets), [.. arguments, "--config", Folder], Ct);
        return new Answer(exit, output.ToString(), messages.ToString());
    }

    public async Task<JsonNode> JsonAsync(params string[] arguments) => (await TypeAsync([.. arguments, "--json"])).Json;

    public Task<ConfiguredRunner> OpenAsync() => ConfiguredRunner.OpenAsync(SettingsFolder.Open(Folder, Secrets), Clock, Ct);

    public async Task WinEverythingAsync()
    {
        foreach (var opportunity in (await RecordsAsync(Crm, "Opportunity")).Select(one => one["Id"]!.ToString()))
        {
            await ActAsync(Crm, "close-won", new JsonObject { ["opportunity"] = opportunity });
        }
    }

    public async Task<IReadOnlyList<JsonObject>> RecordsAsync(Uri system, string name) =>
        [.. (await _http.GetFromJsonAsync<JsonArray>(new Uri(system, $"__sim/records/{name}"), Ct))!.OfType<JsonObject>()];

    public async Task ActAsync(Uri system, string action, JsonObject input)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri(system, $"__sim/actions/{action}"), input, Ct);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(Ct));
    }

    public async Task<JsonObject> EnterAsync(Uri system, string name, JsonObject values)
    {
        using var answer = await _http.PostAsJsonAsync(new Uri(system, $"__sim/records/{name}"), values, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonNode.Parse(text)!.AsObject();
    }

    public async Task EditAsync(Uri system, string name, string id, JsonObject values)
    {
        using var answer = await _http.PatchAsJsonAsync(new Uri(system, $"__sim/records/{name}/{id}"), values, Ct);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(Ct));
    }

    /// <summary>Writes that the systems have accepted from the runner so far.</summary>
    public int Written => WrittenTo(Crm) + WrittenTo(Erp);

    public int WrittenTo(Uri system) => (system == Crm ? _crm : _erp).System.Journal.Entries.Count(entry => entry.Actor == "api");

    /// <summary>What the referee says of both systems as they are now: nothing lost, nothing doubled, nothing without a reason.</summary>
    public JsonObject ShouldBeInOrder()
    {
        lock (_crm.System.Gate)
        {
            lock (_erp.System.Gate)
            {
                var verdict = Verdicts.Of(_crm.System, _erp.System, DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime).AddDays(-30), 15, []);
                foreach (var count in new[] { "lost", "doubled", "unexplained" })
                {
                    verdict[count]!.AsArray().ShouldBeEmpty(verdict.ToJsonString());
                }

                return verdict;
            }
        }
    }

    public async Task<HttpStatusCode> PostAsync(Uri address, JsonNode body)
    {
        using var answer = await _http.PostAsJsonAsync(address, body, Ct);
        return answer.StatusCode;
    }

    /// <summary>Everything that either system has accepted so far.</summary>
    public async Task<string> JournalsAsync() =>
        await _http.GetStringAsync(new Uri(Crm, "__sim/journal"), Ct) + await _http.GetStringAsync(new Uri(Erp, "__sim/journal"), Ct);

    /// <summary>Null while nobody listens there.</summary>
    public async Task<(int Status, string Text)?> GetAsync(Uri address)
    {
        try
        {
            using var answer = await _http.GetAsync(address, Ct);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
        {
            await Task.Delay(Glance, Clock, Ct);
        }
    }

    public async Task StopCrmAsync()
    {
        if (!_isCrmDown)
        {
            _isCrmDown = true;
            await _crm.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopCrmAsync();
        await _erp.DisposeAsync();
        (_crm.System as IDisposable)?.Dispose();
        _http.Dispose();
        _wire.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static SimulatedLogin LoginTo(SimulatorHost host) => new(KnownVendors.All[host.System.Name], host.Url.ToString(), host.System.Credentials);
}

internal sealed record Answer(int Exit, string Output, string Messages)
{
    public JsonNode Json => JsonNode.Parse(Output)!;
}
