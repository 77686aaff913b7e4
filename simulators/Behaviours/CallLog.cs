using System.Text.Json.Nodes;

namespace Harness.Simulators.Behaviours;

/// <param name="Status">0 where no answer left: the connection was reset or the client had gone.</param>
/// <param name="Units">What the call took from the vendor's quota.</param>
/// <param name="Fault">The kind of the armed fault that met the call, if one did.</param>
public sealed record Call(
    long Number,
    string Operation,
    string Method,
    string Path,
    int Status,
    DateTimeOffset Started,
    DateTimeOffset Ended,
    int Units,
    int InFlight,
    string? Fault,
    bool IsWrite = false)
{
    public JsonObject ToJson() => new()
    {
        ["number"] = Number,
        ["operation"] = Operation,
        ["method"] = Method,
        ["path"] = Path,
        ["status"] = Status,
        ["started"] = Started.ToString("O"),
        ["ended"] = Ended.ToString("O"),
        ["units"] = Units,
        ["inFlight"] = InFlight,
        ["fault"] = Fault,
        ["isWrite"] = IsWrite,
    };
}

/// <summary>Something a well-behaved client never does.</summary>
/// <param name="Kind">limit-exceeded, unknown-field, no-auth or before-retry-after.</param>
public sealed record Violation(DateTimeOffset Time, string Kind, string Operation, string Detail)
{
    public JsonObject ToJson() => new()
    {
        ["time"] = Time.ToString("O"),
        ["kind"] = Kind,
        ["operation"] = Operation,
        ["detail"] = Detail,
    };
}

public sealed class CallLog(TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly AppendOnlyList<Call> calls = new();
    private readonly AppendOnlyList<Violation> violations = new();

    public IReadOnlyList<Call> Calls
    {
        get
        {
            lock (gate)
            {
                return calls.Seen;
            }
        }
    }

    public IReadOnlyList<Violation> Violations
    {
        get
        {
            lock (gate)
            {
                return violations.Seen;
            }
        }
    }

    /// <summary>Calls are numbered in the order in which they ended.</summary>
    public void Add(
        string operation, VendorRequest request, int status, DateTimeOffset started, int units, int inFlight, string? fault, bool isWrite = false)
    {
        lock (gate)
        {
            calls.Add(new Call(
                calls.Count + 1, operation, request.Method, request.Path, status, started, clock.GetUtcNow(), units, inFlight, fault, isWrite));
        }
    }

    /// <summary>The vendor reports "unknown-field" here; the pipeline reports the other kinds.</summary>
    public void Violation(string kind, string operation, string detail)
    {
        lock (gate)
        {
            violations.Add(new Violation(clock.GetUtcNow(), kind, operation, detail));
        }
    }
}
