namespace Harness.Contracts.Consumers;

/// <summary>Sends what the connector sends to the vendor's host to the mock server, or answers it beside the pact.</summary>
/// <param name="beside">Answers calls that are not the test's matter, such as the login; null for the others.</param>
internal sealed class MockVendor(Uri mock, Func<HttpRequestMessage, HttpResponseMessage?> beside) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (beside(request) is { } answer)
        {
            answer.RequestMessage = request;
            return answer;
        }

        request.RequestUri = new Uri(mock, request.RequestUri!.PathAndQuery);
        return await base.SendAsync(request, cancellationToken);
    }
}
