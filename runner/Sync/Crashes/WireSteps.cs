namespace Harness.Sync.Crashes;

/// <summary>The last handler before the wire: a request that writes has left, its answer has come, a login was given.</summary>
public sealed class WireSteps(string system, CrashPoints points, HttpMessageHandler wire) : DelegatingHandler(wire)
{
    // Vendors take some questions as POST; they change nothing.
    private static readonly string[] Questions = ["/query", "/suiteql", "/search", "/read"];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri?.AbsolutePath ?? string.Empty;
        if (path.Contains("/token", StringComparison.Ordinal))
        {
            var login = await base.SendAsync(request, cancellationToken);
            await points.ReachAsync(CrashStep.LoggedIn, system);
            return login;
        }

        if (ConnectorSteps.Writing is not { } entity || request.Method == HttpMethod.Get || Questions.Any(word => path.Contains(word, StringComparison.OrdinalIgnoreCase)))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var sending = base.SendAsync(request, cancellationToken);
        await points.ReachAsync(CrashStep.RequestSent, entity);
        var answer = await sending;
        await points.ReachAsync(CrashStep.RemoteCommitted, entity);
        return answer;
    }
}
