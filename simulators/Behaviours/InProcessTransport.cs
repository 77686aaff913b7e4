using System.Net;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Harness.Simulators.Behaviours;

/// <summary>
/// The same pipeline and control surface without a socket, for an HttpClient in the same process. A broken connection is
/// what HttpClient makes of one; a held answer lasts until the client's own timeout.
/// </summary>
public sealed class InProcessTransport(SimulatedSystem system, Latency latency) : HttpMessageHandler
{
    private readonly VendorPipeline pipeline = new(system, latency);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var asked = await ReadAsync(request, cancellationToken).ConfigureAwait(false);
        var answer = asked.Path.StartsWith(ControlSurface.Prefix, StringComparison.Ordinal)
            ? new ControlSurface(pipeline).Answer(asked)
            : (await pipeline.RunAsync(asked, cancellationToken).ConfigureAwait(false)).Response;
        cancellationToken.ThrowIfCancellationRequested();
        return answer is null
            ? throw new HttpRequestException(
                HttpRequestError.ConnectionError, "The connection was reset.", new IOException("Connection reset by peer"))
            : Write(answer, request);
    }

    private static async Task<VendorRequest> ReadAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var uri = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(ct).ConfigureAwait(false);
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        headers.TryAdd("Host", uri.Authority);
        return new VendorRequest(
            request.Method.Method.ToUpperInvariant(),
            uri.AbsolutePath,
            QueryHelpers.ParseQuery(uri.Query).ToDictionary(pair => pair.Key, pair => pair.Value.LastOrDefault() ?? ""),
            headers,
            body,
            uri);
    }

    private static HttpResponseMessage Write(VendorResponse answer, HttpRequestMessage request)
    {
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(answer.Body ?? "")),
        };
        if (answer.Body is not null)
        {
            response.Content.Headers.TryAddWithoutValidation("Content-Type", answer.ContentType);
        }

        foreach (var (name, value) in answer.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return response;
    }
}
