namespace Harness.Simulation.Bugs;

/// <summary>Two workers that renew the same login at the same time.</summary>
internal sealed class DoubleLogin(HttpMessageHandler wire) : DelegatingHandler(wire)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri?.AbsolutePath.Contains("/token", StringComparison.Ordinal) != true)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        using var again = new HttpRequestMessage(request.Method, request.RequestUri);
        again.Content = new StringContent(await request.Content!.ReadAsStringAsync(cancellationToken), System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        var answers = await Task.WhenAll(base.SendAsync(request, cancellationToken), base.SendAsync(again, cancellationToken));
        answers[0].Dispose();
        return answers[1];
    }
}
