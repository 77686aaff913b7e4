using System.Text.RegularExpressions;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Records;
using Harness.Simulators.Salesforce.Soql;

namespace Harness.Simulators.Salesforce.Api;

/// <summary>query, queryAll, their next pages, and the same under /tooling.</summary>
internal sealed partial class QueryEndpoints(Org org)
{
    private readonly QueryCursors _cursors = new(org);

    /// <summary>The most rows of a page: the client's batch size is only a hint, wide rows come in smaller pages.</summary>
    public int LargestPage { get; set; } = 2000;

    public int LargestChildPage { get; set; } = 200;

    public IEnumerable<Operation> Operations() =>
    [
        Routes.Get("query", "query", call => Run(call, includeDeleted: false, "query", tooling: false)),
        Routes.Get("query-all", "queryAll", call => Run(call, includeDeleted: true, "query", tooling: false)),
        Routes.Get("query-next", $"(?:query|queryAll)/{Routes.Segment}", call => Next(call, "query")),
        Routes.Get("tooling-query", "tooling/query", call => Run(call, includeDeleted: false, "tooling/query", tooling: true)),
        Routes.Get("tooling-query-next", $"tooling/query/{Routes.Segment}", call => Next(call, "tooling/query")),
    ];

    private VendorResponse Run(ApiCall call, bool includeDeleted, string path, bool tooling)
    {
        var text = call.Query("q");
        if (string.IsNullOrWhiteSpace(text))
        {
            return ApiErrors.Answer(400, "MALFORMED_QUERY", "A query string has to be specified");
        }

        var runner = new QueryRunner(org, includeDeleted, tooling, (result, version) => _cursors.First(result, version, LargestChildPage, path, isChild: true));
        var page = _cursors.First(runner.Run(SoqlParser.Parse(text)), call.Version, PageSize(call), path);
        return VendorResponse.Json(200, page);
    }

    private VendorResponse Next(ApiCall call, string path) => VendorResponse.Json(200, _cursors.Next(call.Parts[0], call.Version, path));

    private int PageSize(ApiCall call)
    {
        var header = call.Request.Header("Sforce-Query-Options") ?? "";
        return BatchSize().Match(header) is { Success: true } match
            ? Math.Min(LargestPage, Math.Clamp(int.Parse(match.Groups[1].Value), 200, 2000))
            : LargestPage;
    }

    [GeneratedRegex(@"batchSize\s*=\s*([0-9]{1,6})", RegexOptions.IgnoreCase)]
    private static partial Regex BatchSize();
}
