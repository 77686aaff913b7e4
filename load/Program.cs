using Harness.Load.Benchmark;

foreach (var n in new[]{1000, 10000}) {
var r = await new EngineBenchmark(TimeProvider.System, 7).RunAsync(n, CancellationToken.None);
Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(r, new System.Text.Json.JsonSerializerOptions{WriteIndented=true}));
}
