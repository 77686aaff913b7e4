using System.CommandLine;
using Harness.Host.Vendors;
using Harness.Load;
using Harness.Load.Benchmark;

var latency = new Option<string>("--latency") { Description = "none, vendor for the answering times of real vendors, or both.", DefaultValueFactory = parsed => parsed.GetValue<bool>("--short") ? "none" : "both" };
var isShort = new Option<bool>("--short") { Description = "A burst of 50 and ten seconds of steady load, in under a minute." };
var seed = new Option<int>("--seed") { Description = "The same seed makes the same companies.", DefaultValueFactory = _ => 7 };
var output = new Option<string>("--out") { Description = "The folder of the report.", DefaultValueFactory = _ => Path.Combine("artifacts", "reports", "load") };
var records = new Option<int>("--records") { Description = "Accounts through the engine.", DefaultValueFactory = _ => 10_000 };
var pair = new Option<string>("--pair") { Description = "One pair of systems, as in salesforce+netsuite, or all.", DefaultValueFactory = _ => "all" };
var faults = new Option<string>("--faults") { Description = "none, rough or storm: what goes wrong on the way.", DefaultValueFactory = _ => "none" };
var ledger = new Option<string>("--ledger") { Description = "sqlite on a file, postgres on a server of its own, or both side by side.", DefaultValueFactory = _ => LedgerKind.Sqlite };
ledger.AcceptOnlyFromAmong(LedgerKind.Sqlite, LedgerKind.Postgres, "both");
latency.AcceptOnlyFromAmong("none", "vendor", "both");
faults.AcceptOnlyFromAmong("none", "rough", "storm");
pair.AcceptOnlyFromAmong([.. KnownVendors.Pairs.Select(Name), "all"]);

var bench = new Command("bench", "What the engine costs by itself: no network, a durable ledger.") { records, ledger };
bench.SetAction((parsed, ct) => new LoadRun(TimeProvider.System, Console.Out, parsed.GetValue(seed), parsed.GetValue(output)!).BenchmarkAsync(
    parsed.GetValue(records), parsed.GetValue(ledger) is { } one and not "both" ? [one] : [LedgerKind.Sqlite, LedgerKind.Postgres], ct));
var root = new RootCommand("Wins opportunities on simulated systems while the integration runs, and measures how soon each is an order.") { pair, latency, faults, isShort, seed, output, bench };
(seed.Recursive, output.Recursive) = (true, true);
root.SetAction((parsed, ct) => new LoadRun(TimeProvider.System, Console.Out, parsed.GetValue(seed), parsed.GetValue(output)!)
    .ScenariosAsync([.. KnownVendors.Pairs.Where(known => parsed.GetValue(pair) == "all" || Name(known) == parsed.GetValue(pair))], parsed.GetValue(isShort), parsed.GetValue(latency)!, parsed.GetValue(faults)!, ct));

return await root.Parse(args).InvokeAsync();

static string Name((string Crm, string Erp) pair) => $"{pair.Crm}+{pair.Erp}";
