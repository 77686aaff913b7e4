using System.Text;
using Harness.Simulators.Behaviours;

namespace Harness.Simulators.BusinessCentral.Webhooks;

/// <summary>Calls a receiver over the network, as the service does. Null where it cannot be reached.</summary>
internal static class HttpNotifier
{
    private static readonly HttpMessageInvoker invoker = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) });

    public static VendorResponse? Send(Uri url, string? body)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body ?? "", Encoding.UTF8, "application/json") };
            using var response = invoker.Send(request, CancellationToken.None);
            using var reader = new StreamReader(response.Content.ReadAsStream());
            return new VendorResponse((int)response.StatusCode, reader.ReadToEnd());
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
