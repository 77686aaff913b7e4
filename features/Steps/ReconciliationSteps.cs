using System.Text.Json.Nodes;
using Harness.Features.Company;
using Harness.Host.Commands;
using Harness.Port;
using Harness.Sync.Ledger;
using Harness.Sync.Passes;
using Harness.Sync.Reconciling;

namespace Harness.Features.Steps;

/// <summary>The comparison of both systems, and what slips past a runner so that there is something to find.</summary>
[Binding]
internal sealed class ReconciliationSteps(World world, OrderBook orders)
{
    private static readonly TimeSpan Jump = TimeSpan.FromMinutes(20);

    private ReconcileOptions _limits = new();
    private ReconcileReport? _report;

    [Given("a reconciliation may repair at most {int} record(s)")]
    public void Limit(int records) => _limits = new ReconcileOptions { RepairUpTo = records, RepairUpToPercent = 100 };

    /// <summary>Each feed is read from a moment that has not come yet, and that position is kept: what lies before it is never read.</summary>
    [StepDefinition("the runner's watermarks have jumped over it")]
    public async Task JumpAsync()
    {
        var integration = await world.Runner.IntegrationAsync(world.Stop);
        foreach (var flow in integration.Flows)
        {
            foreach (var source in integration.Matrix.Entities[flow.Entity].Sources)
            {
                var connector = integration.Connector(source.Side);
                var key = new CursorKey(integration.Id, connector.System, $"{flow.Name}/{source.ObjectType}");
                var nowhere = new ChangeRequest(
                    new ChangeSource(key.Source, new Selection(source.ObjectType, source.AboutPath is { } about ? [about] : []), source.AboutPath),
                    null, world.Clock.GetUtcNow() + Jump, TimeSpan.Zero);
                var page = await connector.ReadChangesAsync(nowhere, world.Stop);
                page.Records.ShouldBeEmpty();
                await integration.Ledger.StorePageAsync(key, await integration.Ledger.ReadCursorAsync(key, world.Stop), page.Cursor, [], integration.Now, world.Stop);
            }
        }
    }

    [Given("applying a payment leaves the invoice's own stamp alone")]
    public void LeaveInvoiceAlone() => world.Finance.Act("set-preference", new JsonObject { ["applyingTouchesInvoice"] = false });

    [StepDefinition("Finance voids the payment of {string}")]
    public void VoidPayment(string opportunity)
    {
        var invoice = world.Finance.IdOf("invoice", orders.InvoicesOf(opportunity).ShouldHaveSingleItem());
        var payment = world.Finance.System.Records("customerPayment").Single(one => one!["apply"]!["items"]!.AsArray().Any(line => line!["doc"]?["id"]?.ToString() == invoice));
        world.Finance.Act("void-payment", new JsonObject { ["payment"] = payment!["id"]!.ToString() });
    }

    [StepDefinition("Finance deletes the invoice of {string}")]
    public void DeleteInvoice(string opportunity) => Delete("invoice", world.Finance.IdOf("invoice", orders.InvoicesOf(opportunity).ShouldHaveSingleItem()));

    [StepDefinition("Finance deletes the customer {string}")]
    public void DeleteCustomer(string name) => world.Finance.Delete("customer", name);

    [Given("Finance enters a second order for {string} while the runner's watermark is wrong")]
    public async Task EnterSecondOrderAsync(string opportunity)
    {
        var order = orders.For(opportunity);
        world.Finance.EnterSecondOrder(order);
        await JumpAsync();
    }

    private void Delete(string objectName, string id)
    {
        lock (world.Finance.System.Gate)
        {
            world.Finance.System.PersonDeletes(objectName, id);
        }
    }

    [StepDefinition("the systems are reconciled")]
    public async Task ReconcileAsync()
    {
        var integration = await world.Runner.IntegrationAsync(world.Stop);
        world.Sales.Mark();
        world.Finance.Mark();
        _report = await new Reconciliation(integration, _limits).RunAsync(repairs: true, world.Stop);
    }

    [Then("nothing has drifted")]
    public void NothingDrifted()
    {
        _report!.Flows.SelectMany(flow => flow.Found).Select(ReconcileLines.Of).ShouldBeEmpty();
        _report.Flows.Sum(flow => flow.Compared).ShouldBeGreaterThan(0);
        _report.Flows.Select(flow => flow.LeftOut).OfType<string>().ShouldBeEmpty();
    }

    [Then("{int} of the {} is/are differing")]
    public void Differing(int count, string flow) => Found(flow).Differing.ShouldBe(count, Shown());

    [Then("{int} of the {} is/are missing")]
    public void Missing(int count, string flow) => Found(flow).Missing.ShouldBe(count, Shown());

    [Then("{int} of the {} is/are extra")]
    public void Extra(int count, string flow) => Found(flow).Extra.ShouldBe(count, Shown());

    [Then("the sums of the {} tie:")]
    public void SumsTie(string flow, DataTable table)
    {
        var tallies = Found(flow).Tallies;
        foreach (var row in table.Rows)
        {
            var line = tallies.Where(one => one.Currency == row["currency"] && one.Status == row["status"]).ShouldHaveSingleItem($"there are {string.Join(", ", tallies)}");
            (line.CrmCount, line.CrmSum, line.ErpCount, line.ErpSum).ShouldBe(
                (long.Parse(row["count"]), decimal.Parse(row["sum"]), long.Parse(row["count"]), decimal.Parse(row["sum"])));
        }

        tallies.ShouldAllBe(line => line.Ties);
    }

    [Then("the steward sees in the status that nothing has drifted")]
    public async Task StatusShowsAsync()
    {
        var status = await world.CommandAsync(StatusCommand.Create, "--json");
        status!["reconciled"]!["drifted"]!.GetValue<long>().ShouldBe(0);
        status["reconciled"]!["flows"]!.AsArray().Count.ShouldBe(_report!.Flows.Count);
    }

    [Then("somebody is alerted that {} have drifted")]
    public async Task AlertedAsync(string flow)
    {
        var integration = await world.Runner.IntegrationAsync(world.Stop);
        var alerts = await integration.Ledger.ReadUnsentAlertsAsync(50, world.Stop);
        alerts.ShouldContain(alert => alert.Rule == "drift" && alert.DedupeKey == $"drift:{Name(flow)}");
    }

    private FlowComparison Found(string flow) => _report!.Flows.Single(one => one.Flow == Name(flow));

    private string Shown() => string.Join(Environment.NewLine, _report!.Flows.SelectMany(flow => flow.Found).Select(ReconcileLines.Of));

    private static string Name(string words) => words.Replace(' ', '_');
}
