using System.CommandLine;
using System.Text.Json.Nodes;
using Harness.Features.Company;
using Harness.Host.Commands;
using Harness.Simulators;
using Harness.Simulators.Behaviours;
using Harness.Simulators.NetSuite;
using Harness.Simulators.Salesforce;

namespace Harness.Features;

/// <summary>One company with a CRM, an ERP and the integration between them. Every scenario has its own, empty at first.</summary>
internal sealed class World : IAsyncDisposable
{
    public const decimal DiscountLimit = 15m;

    private readonly SimulatorHost _crm;
    private readonly SimulatorHost _erp;

    public World()
    {
        var (crmClock, erpClock) = (new SimulatedClock(TimeProvider.System), new SimulatedClock(TimeProvider.System));
        _crm = SimulatorHost.Start(new SalesforceSystem(crmClock, new Journal(crmClock)), new SimulatorOptions());
        _erp = SimulatorHost.Start(new NetSuiteSystem(erpClock, new Journal(erpClock)), new SimulatorOptions());
        Sales = new Desk(_crm.System);
        Finance = new Desk(_erp.System);
        Words = new FinanceWords(Finance);
        Runner = new RunnerUnderTest(new RunnerFolder(_crm, _erp, Today.AddDays(-30)), Clock);
        Sales.Mark();
        Finance.Mark();
    }

    /// <summary>The runner's own clock; the vendors have theirs.</summary>
    public SimulatedClock Clock { get; } = new(TimeProvider.System);

    public DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);

    public Desk Sales { get; }

    public Desk Finance { get; }

    public FinanceWords Words { get; }

    public RunnerUnderTest Runner { get; }

    /// <summary>Opportunities whose discount somebody approved, for the referee.</summary>
    public List<string> Approved { get; } = [];

    public CancellationToken Stop { get; } = TestContext.Current.CancellationToken;

    public Desk Vendor(string name) => name switch
    {
        "Salesforce" => Sales,
        "NetSuite" => Finance,
        _ => throw new KeyNotFoundException($"There is no vendor {name} in this company."),
    };

    public Task SyncAsync() => Runner.SyncAsync(Stop);

    /// <summary>One round over everything, with what Harness calls and writes counted from here.</summary>
    public async Task CompareAsync()
    {
        Sales.Mark();
        Finance.Mark();
        await Runner.RoundAsync(Stop);
    }

    /// <summary>Fills both systems with the accounts, items and open opportunities of a made-up company.</summary>
    public void Settle(int accounts, int opportunities, int lines)
    {
        var business = Simulators.World.Generate(new WorldOptions(
            Accounts: accounts, Opportunities: opportunities, LinesPerOpportunity: lines, Mess: 0) { Today = Today });
        Sales.Seed(business);
        Finance.Seed(business);
    }

    public void Pass(TimeSpan time)
    {
        Clock.Advance(time);
        _crm.System.Clock.Advance(time);
        _erp.System.Clock.Advance(time);
    }

    public JsonObject Verdict() => Verdicts.Of(_crm.System, _erp.System, Today.AddDays(-30), DiscountLimit, Approved);

    /// <summary>A command of the program, as a person types it. The answer is the data that it prints with --json.</summary>
    public async Task<JsonNode?> CommandAsync(Func<Shell, Command> create, params string[] arguments)
    {
        using var output = new StringWriter();
        using var messages = new StringWriter();
        var exit = await create(new Shell(output, messages, Clock)).Parse([.. arguments, "--config", Runner.Folder.Path]).InvokeAsync(cancellationToken: Stop);
        exit.ShouldBeOneOf([Host.ExitCode.Ok, Host.ExitCode.SomeStopped], messages.ToString());
        return arguments.Contains("--json") ? JsonNode.Parse(output.ToString()) : null;
    }

    public async ValueTask DisposeAsync()
    {
        await Runner.DropAsync();
        await _crm.DisposeAsync();
        await _erp.DisposeAsync();
        await Runner.DisposeAsync();
        ((SalesforceSystem)_crm.System).Dispose();
    }
}
