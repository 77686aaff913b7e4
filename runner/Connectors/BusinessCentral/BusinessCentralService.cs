using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.BusinessCentral;

/// <summary>Batches of requests to the one company that was chosen.</summary>
internal sealed class BusinessCentralService(string system, BusinessCentralCalls calls, BusinessCentralOptions options) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly string prefix = $"{options.Root.AbsolutePath}/";
    private string? company;

    public int BatchSize => options.BatchSize;

    public int PageSize => options.ReadPageSize;

    /// <summary>The id of the company by the name or id in the settings. There is no default: a wrong one would take the documents of another company.</summary>
    public async Task<string> CompanyAsync(CancellationToken ct)
    {
        if (company is { } known)
        {
            return known;
        }

        await gate.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            return company ??= await ChooseAsync(ct).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The answers of reads, in the order of the requests; as many calls as there are hundreds.</summary>
    public async Task<IReadOnlyList<BatchAnswer>> ReadAsync(IReadOnlyList<BatchRequest> requests, CancellationToken ct)
    {
        var answers = new List<BatchAnswer>();
        foreach (var chunk in requests.Chunk(options.BatchSize))
        {
            var body = await BodyAsync(chunk, ct).ConfigureAwait(false);
            var answer = await calls.ReadAsync(attempt => calls.Client.BatchAsync(body, attempt), ct).ConfigureAwait(false);
            answers.AddRange(Split(answer, chunk.Length));
        }

        return answers;
    }

    /// <summary>Rows of each request to their end, page after page.</summary>
    public async Task<IReadOnlyList<(IReadOnlyList<JsonObject> Rows, DateTimeOffset? Date)>> RowsAsync(IReadOnlyList<string> urls, CancellationToken ct)
    {
        var rows = urls.Select(_ => new List<JsonObject>()).ToList();
        var open = urls.Select((url, index) => (Url: url, Index: index)).ToList();
        DateTimeOffset? date = null;
        while (open.Count > 0)
        {
            var answers = await ReadAsync([.. open.Select(one => new BatchRequest("GET", one.Url, PageSize: options.ReadPageSize))], ct).ConfigureAwait(false);
            var further = new List<(string Url, int Index)>();
            foreach (var (one, answer) in open.Zip(answers))
            {
                date = answer.Date ?? date;
                rows[one.Index].AddRange(Values(answer));
                if (NextOf(answer) is { } next)
                {
                    further.Add((next, one.Index));
                }
            }

            open = further;
        }

        return [.. rows.Select(found => ((IReadOnlyList<JsonObject>)found, date))];
    }

    public async Task<(WriteStatus Status, Fault? Fault, IReadOnlyList<BatchAnswer> Answers)> WriteAsync(IReadOnlyList<BatchRequest> requests, CancellationToken stop)
    {
        JsonObject body;
        try
        {
            body = await BodyAsync(requests, stop).ConfigureAwait(false);
        }
        catch (ConnectorException trouble)
        {
            return (WriteStatus.NotSent, trouble.Fault, []);
        }

        var outcome = await calls.WriteAsync(limit => calls.Client.BatchAsync(body, limit), stop).ConfigureAwait(false);
        return outcome.Answer switch
        {
            null => (outcome.Status, outcome.Fault, []),
            { IsSuccess: true } answer when answer.Json?["responses"] is JsonArray => (WriteStatus.Written, null, Split(answer, requests.Count)),
            { Status: >= 400 and < 500 and not 408 } answer => (WriteStatus.Refused, BusinessCentralFaults.OfCall(answer), []),
            { } answer => (WriteStatus.Unknown, BusinessCentralFaults.InDoubt($"Business Central answered the writes with status {answer.Status}; they may have been done."), []),
        };
    }

    public IReadOnlyList<JsonObject> Values(BatchAnswer answer)
    {
        if (!answer.IsSuccess)
        {
            throw new ConnectorException(system, BusinessCentralFaults.OfCall(new BusinessCentralAnswer(answer.Status, answer.Text, null, null)) is var fault
                && answer.Status is 404 && BusinessCentralFaults.OfRefusal(404, answer.Body) is { } own ? own : fault);
        }

        return answer.Body?["value"] is JsonArray rows
            ? [.. rows.OfType<JsonObject>()]
            : throw new ConnectorException(system, BusinessCentralFaults.Unexpected("A read was answered without rows."));
    }

    /// <summary>Where the rows go on, relative to the API; never another host's address.</summary>
    public string? NextOf(BatchAnswer answer) => answer.Body?["@odata.nextLink"]?.ToString() is not { } link ? null
        : Uri.TryCreate(options.Root, link, out var url) && url.AbsolutePath.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
            ? url.PathAndQuery[prefix.Length..]
            : throw new ConnectorException(system, BusinessCentralFaults.Unexpected("The next page of a read is not at this environment's address."));

    public void Dispose() => gate.Dispose();

    private async Task<JsonObject> BodyAsync(IReadOnlyList<BatchRequest> requests, CancellationToken ct)
    {
        var root = $"companies({await CompanyAsync(ct).ConfigureAwait(false)})/";
        return new JsonObject
        {
            ["requests"] = new JsonArray([.. requests.Select((request, index) =>
                (request with { Url = request.Url.StartsWith("companies(", StringComparison.Ordinal) ? request.Url : root + request.Url })
                .ToJson(index.ToString(CultureInfo.InvariantCulture)))]),
        };
    }

    /// <summary>By id: the answers may stand in any order, and one that is missing is none.</summary>
    private BatchAnswer[] Split(BusinessCentralAnswer answer, int count)
    {
        if (answer.Json?["responses"] is not JsonArray responses)
        {
            throw new ConnectorException(system, BusinessCentralFaults.Unexpected("A batch was answered without responses."));
        }

        var answers = Enumerable.Repeat(BatchAnswer.None, count).ToArray();
        foreach (var response in responses.OfType<JsonObject>())
        {
            if (int.TryParse(response["id"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < count
                && int.TryParse(response["status"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var status))
            {
                answers[index] = new BatchAnswer(status, response["body"] as JsonObject, response["body"]?.ToJsonString() ?? "", answer.Date);
            }
        }

        return answers;
    }

    private async Task<string> ChooseAsync(CancellationToken ct)
    {
        var answer = await calls.ReadAsync(attempt => calls.Client.CompaniesAsync(attempt), ct).ConfigureAwait(false);
        var found = (answer.Json?["value"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(row => (Id: row["id"]?.ToString() ?? "", Name: row["name"]?.ToString() ?? "", Display: row["displayName"]?.ToString() ?? "")).ToList();
        bool Is(string text) => text.Equals(options.Company, StringComparison.OrdinalIgnoreCase);
        var chosen = found.Where(one => Is(one.Id) || Is(one.Name)).ToList();
        chosen = chosen.Count > 0 ? chosen : [.. found.Where(one => Is(one.Display))];
        return chosen is [{ Id.Length: > 0 } only] ? only.Id : throw new ConnectorException(system, BusinessCentralFaults.Broken(
            $"Environment {options.Environment} has {(chosen.Count == 0 ? "no" : "more than one")} company \"{options.Company}\". Set Company to the name or the id of one of: "
            + $"{string.Join(", ", found.Select(one => one.Name))}.", "Company"));
    }
}
