using System.CommandLine;
using Harness.Host.Commands;

namespace Harness.Host.Demo;

/// <summary>A company's working day on simulated systems, through the same code that runs in production.</summary>
internal static class DemoCommand
{
    public static Command Create(Shell shell)
    {
        var (crm, erp) = (PairOptions.Crm(), PairOptions.Erp());
        var accounts = new Option<int>("--accounts") { Description = "Accounts in the CRM.", DefaultValueFactory = _ => 100 };
        var opportunities = new Option<int>("--opportunities") { Description = "Opportunities to win.", DefaultValueFactory = _ => 100 };
        var seed = new Option<int>("--seed") { Description = "The same seed plays the same day.", DefaultValueFactory = _ => 7 };
        var latency = new Option<string>("--latency") { Description = "none, or vendor for the answering times of real vendors.", DefaultValueFactory = _ => "none" };
        var faults = new Option<string>("--faults") { Description = "none, rough or storm: what goes wrong on the way.", DefaultValueFactory = _ => "none" };
        var once = new Option<bool>("--once") { Description = "Play the day fast and end." };
        var keep = new Option<string?>("--keep") { Description = "Keep the configuration folder and the ledger here." };
        var tour = new Option<string?>("--tour") { Description = "sales or finance: stop after each act and say what to look at; Enter goes on." };
        tour.AcceptOnlyFromAmong(Tour.Audiences);
        var port = new Option<int?>("--dashboard-port") { Description = "The dashboard's port; a free one where nothing is said." };
        latency.AcceptOnlyFromAmong("none", "vendor");
        faults.AcceptOnlyFromAmong("none", "rough", "storm");
        var command = new Command("demo", "Play a working day on simulated systems.") { shell.Json, crm, erp, accounts, opportunities, seed, latency, faults, once, keep, tour, port };
        command.SetAction((parsed, ct) => shell.GuardAsync(async () =>
        {
            var options = new DemoOptions(
                parsed.GetValue(crm)!, parsed.GetValue(erp)!, parsed.GetValue(accounts), parsed.GetValue(opportunities), parsed.GetValue(seed),
                parsed.GetValue(latency)!, parsed.GetValue(faults)!, parsed.GetValue(once) || parsed.GetValue(shell.Json), parsed.GetValue(shell.Json), parsed.GetValue(keep), parsed.GetValue(port)) { Tour = parsed.GetValue(tour) };
            return await new DemoDay(shell, options).PlayAsync(ct);
        }, parsed.GetValue(shell.Json), ct));
        return command;
    }
}
