using System.Text.Json.Nodes;

namespace Harness.Simulators.Behaviours;

/// <param name="Operation">An operation's name, or "read", "write", "open"; null meets every operation but the open ones.</param>
/// <param name="After">How many matching calls pass before the first one is met.</param>
/// <param name="Times">How many are met; null without end.</param>
/// <param name="Probability">Of each further matching call, drawn from <paramref name="Seed"/>.</param>
/// <param name="RetryAfter">Seconds, as the vendor would put them in its header.</param>
/// <param name="RetryAfterAsDate">The header names the moment instead, in the vendor's own time.</param>
/// <param name="Delay">How long after the client lost the answer the effect happens, how slow a page is, how late a record shows.</param>
/// <param name="Hold">How long an answer that never comes in time is held.</param>
/// <param name="Html">The body is an HTML page, as a vendor's load balancer sends it.</param>
/// <param name="Options">All that was sent, for what only one vendor knows: object, field, code...</param>
public sealed record FaultOrder(
    string Kind,
    string? Operation = null,
    int After = 0,
    int? Times = 1,
    double Probability = 1,
    int Seed = 0,
    int? Status = null,
    int? RetryAfter = null,
    TimeSpan? Delay = null,
    TimeSpan? Hold = null,
    bool Html = false,
    JsonObject? Options = null)
{
    public bool RetryAfterAsDate { get; init; }
}

public sealed class ArmedFault(int number, FaultOrder order)
{
    private readonly Random random = new(order.Seed);
    private int seen;

    public int Number { get; } = number;

    public FaultOrder Order { get; } = order;

    public string Kind => Order.Kind;

    public int Fired { get; private set; }

    public bool IsSpent => Fired >= Order.Times;

    internal bool Fires()
    {
        if (IsSpent || seen++ < Order.After || random.NextDouble() >= Order.Probability)
        {
            return false;
        }

        Fired++;
        return true;
    }

    public JsonObject ToJson() => new()
    {
        ["number"] = Number,
        ["kind"] = Kind,
        ["operation"] = Order.Operation,
        ["after"] = Order.After,
        ["times"] = Order.Times,
        ["probability"] = Order.Probability,
        ["seed"] = Order.Seed,
        ["seen"] = seen,
        ["fired"] = Fired,
    };
}
