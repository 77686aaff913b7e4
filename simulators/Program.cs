using System.Text.Json.Nodes;
using Harness.Simulators;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Referee;

SimulatorArguments arguments;
try
{
    arguments = SimulatorArguments.Parse(args, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
}
catch (FormatException wrong)
{
    await Console.Error.WriteLineAsync($"{wrong.Message}{Environment.NewLine}{SimulatorArguments.Usage}").ConfigureAwait(false);
    return 1;
}

using var stop = new StopSignal();
var world = World.Generate(arguments.World);
var systems = arguments.Systems.Select(name => Vendors.Create(name, world, TimeProvider.System)).ToList();
var port = arguments.Port;
var hosts = systems.Select(system => SimulatorHost.Start(system, new SimulatorOptions(NextPort())
{
    Latency = Latency.Of(arguments.Latency, arguments.World.Seed),
})).ToList();
foreach (var host in hosts)
{
    Announce(host.System.Name, host.Url, host.System.Credentials);
}

using var referee = RefereeHost.Start(systems, NextPort());
if (referee is not null)
{
    Announce("referee", referee.Url, null);
}

await stop.WaitAsync(arguments.ParentPid, TimeProvider.System).ConfigureAwait(false);
foreach (var host in hosts)
{
    await host.DisposeAsync().ConfigureAwait(false);
    (host.System as IDisposable)?.Dispose();
}

return 0;

int NextPort() => port == 0 ? 0 : port++;

static void Announce(string system, Uri url, JsonObject? credentials)
{
    var line = new JsonObject { ["system"] = system, ["url"] = url.GetLeftPart(UriPartial.Authority) };
    if (credentials is not null)
    {
        line["credentials"] = credentials.DeepClone();
    }

    Console.WriteLine(line.ToJsonString());
}
