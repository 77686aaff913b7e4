using Harness.Simulation.Kernel;

namespace Harness.Simulation.Runner;

/// <summary>The network as one process reaches it: what had left before its end still arrives, nothing leaves after it.</summary>
internal sealed class MortalWire(Pulse pulse, HttpMessageHandler network) : DelegatingHandler(network)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await pulse.Beat;
        var answer = await base.SendAsync(request, cancellationToken);
        await pulse.Beat;
        return answer;
    }
}
