using System.Collections.Concurrent;

namespace Harness.Host.Building;

/// <summary>Counts what a system answered: 2xx, 4xx, 5xx, or none where no answer came.</summary>
internal sealed class CountedWire(HttpMessageHandler wire) : DelegatingHandler(wire)
{
    private readonly ConcurrentDictionary<string, long> _answers = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Answers => _answers;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answered = "none";
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            answered = $"{(int)response.StatusCode / 100}xx";
            return response;
        }
        finally
        {
            _answers.AddOrUpdate(answered, 1, (_, before) => before + 1);
        }
    }
}
