using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using WireMock;
using WireMock.Matchers;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;
using WireMock.Settings;
using WireMock.Types;
using WireMock.Util;

namespace Harness.Simulators.Behaviours;

/// <summary>Null breaks the connection instead of answering.</summary>
internal delegate Task<VendorResponse?> Answer(VendorRequest request, CancellationToken clientLeft);

/// <param name="Method">Null for all of them.</param>
internal sealed record Route(string? Method, string PathPattern, int Priority, Answer Answer);

/// <summary>
/// WireMock.Net on the loopback address, one mapping a route. WireMock has no connection faults, does not tell a callback
/// that the client left and shows the path decoded: the middleware in front of it gives all three.
/// </summary>
internal sealed class LoopbackServer : IDisposable
{
    private const string CallHeader = "X-Simulator-Call";
    private const string ResetHeader = "X-Simulator-Reset";
    private const string DateHeader = "Date";

    private readonly ConcurrentDictionary<string, HttpContext> contexts = new();
    private readonly WireMockServer server;
    private long calls;

    private LoopbackServer(int port, IEnumerable<Route> routes)
    {
        var url = $"http://127.0.0.1:{(port == 0 ? FreePort() : port).ToString(CultureInfo.InvariantCulture)}";
        server = WireMockServer.Start(new WireMockServerSettings
        {
            Urls = [url],
            StartAdminInterface = false,
            DisableJsonBodyParsing = true,
            MaxRequestLogCount = 1,
            AdditionalServiceRegistration = services => services.Configure<KestrelServerOptions>(AllowWhatVendorsAllow),
            PreWireMockMiddlewareInit = application => ((IApplicationBuilder)application).Use(FollowAsync),
        });
        Url = new Uri(url);
        foreach (var route in routes)
        {
            var request = Request.Create().WithPath(new RegexMatcher($"^(?:{route.PathPattern})$"));
            server.Given(route.Method is null ? request.UsingAnyMethod() : request.UsingMethod(route.Method))
                .AtPriority(route.Priority)
                .RespondWith(Response.Create().WithCallback(message => AnswerAsync(route.Answer, message)));
        }
    }

    public Uri Url { get; }

    public static LoopbackServer Start(int port, IEnumerable<Route> routes) => new(port, routes);

    public void Dispose() => server.Dispose();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Long queries travel in the URI; where a vendor draws the line is the vendor's own rule.</summary>
    private static void AllowWhatVendorsAllow(KestrelServerOptions options)
    {
        options.Limits.MaxRequestLineSize = 64 * 1024;
        options.Limits.MaxRequestHeadersTotalSize = 128 * 1024;
        options.Limits.MaxRequestBodySize = null;
    }

    private async Task FollowAsync(HttpContext context, RequestDelegate next)
    {
        var call = Interlocked.Increment(ref calls).ToString(CultureInfo.InvariantCulture);
        contexts[call] = context;
        context.Request.Headers[CallHeader] = call;
        context.Response.OnStarting(() =>
        {
            if (context.Response.Headers.ContainsKey(ResetHeader))
            {
                context.Abort();
            }

            if (context.Items[DateHeader] is string date)
            {
                context.Response.Headers.Date = date;
            }

            return Task.CompletedTask;
        });
        try
        {
            await next(context).ConfigureAwait(false);
        }
        finally
        {
            contexts.TryRemove(call, out _);
        }
    }

    private async Task<IResponseMessage> AnswerAsync(Answer answer, IRequestMessage message)
    {
        var context = contexts[message.Headers![CallHeader].First()];
        var response = await answer(Read(context, message), context.RequestAborted).ConfigureAwait(false);

        // WireMock stamps every answer with this machine's time; the vendor's own is another.
        context.Items[DateHeader] = response?.Headers.GetValueOrDefault(DateHeader);
        return response is null
            ? new ResponseMessage { StatusCode = 200, Headers = Headers([new(ResetHeader, "1")]) }
            : Write(response);
    }

    private static VendorRequest Read(HttpContext context, IRequestMessage message)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = mark < 0 ? (target, "") : (target[..mark], target[mark..]);
        return new VendorRequest(
            context.Request.Method.ToUpperInvariant(),
            path,
            QueryHelpers.ParseQuery(query).ToDictionary(pair => pair.Key, pair => pair.Value.LastOrDefault() ?? ""),
            context.Request.Headers.Where(header => header.Key != CallHeader)
                .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            message.BodyAsBytes is { } body ? Encoding.UTF8.GetString(body) : "",
            new Uri($"http://{context.Request.Host}{target}"));
    }

    private static ResponseMessage Write(VendorResponse response)
    {
        var message = new ResponseMessage { StatusCode = response.Status, Headers = Headers(response.Headers) };
        if (response.Body is not null)
        {
            message.Headers!["Content-Type"] = new WireMockList<string>(response.ContentType);
            message.BodyData = new BodyData
            {
                BodyAsString = response.Body,
                DetectedBodyType = BodyType.String,
                Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            };
        }

        return message;
    }

    private static Dictionary<string, WireMockList<string>> Headers(IEnumerable<KeyValuePair<string, string>> headers) =>
        headers.ToDictionary(header => header.Key, header => new WireMockList<string>(header.Value));
}
