using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Api;

/// <summary>The daily allocation of API calls, over a rolling 24 hours.</summary>
internal sealed class UsageEndpoints(Org org)
{
    private readonly Queue<(DateTimeOffset Minute, int Calls)> _minutes = [];
    private DateTimeOffset _minute;
    private int _inMinute;
    private int _used;

    public int Max { get; set; } = 100_000;

    /// <summary>More segments in Sforce-Limit-Info, as some orgs send them.</summary>
    public bool ShowsAppUsage { get; set; }

    public string Header => $"api-usage={_used}/{Max}" + (ShowsAppUsage ? $"; per-app-api-usage={_used}/{Max}(appName=Harness)" : "");

    public Operation Operation() => Routes.Get("limits", "limits", _ => VendorResponse.Json(200, Limits()));

    public VendorResponse? Count()
    {
        var now = org.Clock.GetUtcNow();
        if (now - _minute >= TimeSpan.FromMinutes(1) || now < _minute)
        {
            _minutes.Enqueue((_minute, _inMinute));
            (_minute, _inMinute) = (now, 0);
        }

        while (_minutes.TryPeek(out var oldest) && now - oldest.Minute >= TimeSpan.FromHours(24))
        {
            _used -= _minutes.Dequeue().Calls;
        }

        if (_used >= Max)
        {
            return ApiErrors.Answer(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
        }

        _used++;
        _inMinute++;
        return null;
    }

    private JsonObject Limits() => new()
    {
        ["ConcurrentAsyncGetReportInstances"] = Pair(200, 200),
        ["DailyApiRequests"] = Pair(Max, Max - _used),
        ["DailyAsyncApexExecutions"] = Pair(250_000, 250_000),
        ["DailyBulkApiBatches"] = Pair(15_000, 15_000),
        ["DailyBulkV2QueryFileStorageMB"] = Pair(976_562, 976_562),
        ["DailyBulkV2QueryJobs"] = Pair(10_000, 10_000),
        ["DataStorageMB"] = Pair(10_240, 9_800),
        ["FileStorageMB"] = Pair(10_240, 10_240),
        ["HourlyPublishedPlatformEvents"] = Pair(50_000, 50_000),
    };

    private static JsonObject Pair(int max, int remaining) => new() { [nameof(Max)] = max, ["Remaining"] = remaining };
}
