using System.CommandLine;
using System.Text.Json.Nodes;
using Harness.Features.Company;
using Harness.Host.Commands;
using Harness.Simulators;
using Harness.Simulators.Behaviours;

namespace Harness.Features;

/// <summary>One company with a CRM, an ERP and the integration between them. Every scenario has its own, empty at first.</summary>
internal sealed class World : IAsyncDisposable
{
    public const decimal DiscountLimit = 15m;

    private readonly SimulatorHost _crm;
    private readonly SimulatorHost _erp;

    public World(ScenarioContext scenario)
    {
        var pair = Pair.Parse(scenario.ScenarioInfo.Variant);
        _crm = Start(pair.Crm);
        _erp = Start(pair.Erp);
        Sales = pair.SalesAt(_crm.System);
        Finance = pair.FinanceAt(_erp.System);
        Runner = new RunnerUnderTest(new RunnerFolder(_crm, _erp, Today.AddDays(-30)), Clock);
        Sales.Mark();
        Finance.Mark();
    }

    /// <summary>The runner's own clock; the vendors have theirs.</summary>
    public SimulatedClock Clock { get; } = new(TimeProvider.System);

    public DateOnly Today => DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);

    public SalesDesk Sales { get; }

    public FinanceDesk Finance { get; }

    public RunnerUnderTest Runner { get; }

    /// <summary>Opportunities whose discount somebody approved, for the referee.</summary>
    public List<string> Approved { get; } = [];

    public CancellationToken Stop { get; } = TestContext.Current.CancellationToken;

    /// <param name="role">"CRM" or "ERP".</param>
    public Desk At(string role) => role switch
    {
        "CRM" => Sales,
        "ERP" => Finance,
        _ => throw new KeyNotFoundException($"There is no {role} in this company."),
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
        (_crm.System as IDisposable)?.Dispose();
        (_erp.System as IDisposable)?.Dispose();
    }

    private static SimulatorHost Start(string vendor)
    {
        var clock = new SimulatedClock(TimeProvider.System);
        return SimulatorHost.Start(Simulators.Vendors.All[vendor](clock, new Journal(clock)), new SimulatorOptions());
    }
}
