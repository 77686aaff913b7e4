using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.NetSuite.Rules;

namespace Harness.Simulators.NetSuite.Rest;

/// <summary>Asynchronous requests: accepted now, done a little later, told at their job's address.</summary>
internal sealed class AsyncJobs(TimeProvider clock, NetSuiteOptions options)
{
    public const string Root = "/services/rest/async/v1/job";

    private const int MostItems = 100;
    private const string KeyHeader = "X-NetSuite-Idempotency-Key";

    private readonly List<Job> jobs = [];
    private readonly Dictionary<string, Job> byKey = [];

    public VendorResponse Start(VendorRequest request, IReadOnlyList<Func<string>> work)
    {
        if (work.Count > MostItems)
        {
            throw NsError.Content($"Error while accessing a resource. A batch holds at most {MostItems} records.", "items");
        }

        var host = request.Url.GetLeftPart(UriPartial.Authority);
        var key = request.Header(KeyHeader);
        if (key is not null && byKey.TryGetValue(key, out var first))
        {
            return new NsError(400, "IDEMPOTENCY_ERROR", "A request with this idempotency key was received already.", KeyHeader, "o:errorHeader")
                .ToResponse().With("Location", $"{host}{Root}/{first.Id}");
        }

        var job = new Job((jobs.Count + 1).ToString(), clock.GetUtcNow() + options.AsyncJobTime, work);
        jobs.Add(job);
        if (key is not null)
        {
            byKey[key] = job;
        }

        return new VendorResponse(202).With("Location", $"{host}{Root}/{job.Id}").With("Preference-Applied", "respond-async");
    }

    /// <summary>Does what is due. Asked before every call, so that nothing needs a timer.</summary>
    public void Work(Books books)
    {
        foreach (var job in jobs.Where(j => j.Results is null && j.Due <= clock.GetUtcNow()))
        {
            books.Actor = "api";
            job.Results = [.. job.Work.Select(Done)];
        }
    }

    public VendorResponse Get(VendorRequest request)
    {
        var parts = request.Path[(Root.Length + 1)..].Split('/');
        var job = jobs.Find(j => j.Id == parts[0]) ?? throw NsError.Missing(parts[0]);
        var href = $"{request.Url.GetLeftPart(UriPartial.Authority)}{Root}/{job.Id}";
        if (parts is [_, "task", var number, "result"])
        {
            return job.Results is { } results && int.TryParse(number, out var task) && task >= 1 && task <= results.Count
                ? results[task - 1].Problem is { } problem ? problem : new VendorResponse(204).With("Location", results[task - 1].Place!)
                : throw NsError.Missing(number);
        }

        if (parts.Length > 1)
        {
            var tasks = Enumerable.Range(1, job.Work.Count).Select(n => Task(job, n, href)).ToArray();
            return VendorResponse.Json(200, parts.Length == 3 && int.TryParse(parts[2], out var one) && one >= 1 && one <= tasks.Length
                ? tasks[one - 1]
                : new JsonObject { ["count"] = tasks.Length, ["hasMore"] = false, ["items"] = new JsonArray(tasks), ["offset"] = 0, ["totalResults"] = tasks.Length });
        }

        return VendorResponse.Json(200, new JsonObject
        {
            ["links"] = RecordReader.Links(href),
            ["completed"] = job.Results is not null,
            ["progress"] = job.Results is null ? "pending" : job.Results.All(r => r.Problem is null) ? "succeeded" : "failed",
            ["id"] = job.Id,
            ["task"] = new JsonObject { ["links"] = RecordReader.Links($"{href}/task") },
        });
    }

    private static JsonObject Task(Job job, int number, string href) => new JsonObject
    {
        ["links"] = RecordReader.Links($"{href}/task/{number}"),
        ["id"] = number.ToString(),
        ["completed"] = job.Results is not null,
        ["progress"] = job.Results is null ? "pending" : job.Results[number - 1].Problem is null ? "succeeded" : "failed",
    };

    private static Result Done(Func<string> work)
    {
        try
        {
            return new Result(work(), null);
        }
        catch (NsError refused)
        {
            return new Result(null, refused.ToResponse());
        }
    }

    private sealed record Result(string? Place, VendorResponse? Problem);

    private sealed class Job(string id, DateTimeOffset due, IReadOnlyList<Func<string>> work)
    {
        public string Id { get; } = id;

        public DateTimeOffset Due { get; } = due;

        public IReadOnlyList<Func<string>> Work { get; } = work;

        public IReadOnlyList<Result>? Results { get; set; }
    }
}
