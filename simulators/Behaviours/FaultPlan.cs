namespace Harness.Simulators.Behaviours;

/// <summary>
/// The faults that are armed. Three parties take them, each occasion counting once towards "after" and "times":
/// the pipeline takes <see cref="OfThePipeline"/> on every matching call; it takes <see cref="OfTheState"/> before login and
/// hands them to <see cref="SimulatedSystem.Apply"/>; the vendor's own code takes <see cref="OfTheVendor"/> where it
/// handles a row, a page or a look-up, with its operation's name. A kind taken by nobody stays listed as not fired.
/// </summary>
public sealed class FaultPlan
{
    public static readonly IReadOnlyList<string> OfThePipeline =
    [
        FaultKinds.Throttle, FaultKinds.Unavailable, FaultKinds.Timeout, FaultKinds.ResetBefore, FaultKinds.ResetAfterCommit,
        FaultKinds.ErrorAfterCommit, FaultKinds.LateCommit, FaultKinds.SlowPage,
    ];

    public static readonly IReadOnlyList<string> OfTheState =
        [FaultKinds.ExpireToken, FaultKinds.RevokeToken, FaultKinds.SchemaChange];

    public static readonly IReadOnlyList<string> OfTheVendor =
        [FaultKinds.RowLock, FaultKinds.PartialBatch, FaultKinds.StaleIndex, FaultKinds.LateVisible];

    private readonly Lock gate = new();
    private readonly List<ArmedFault> armed = [];
    private int count;

    /// <summary>What the vendor serves, so that "read" and "write" mean the same to code that knows only a name.</summary>
    internal IReadOnlyList<Operation> Operations { get; set; } = [];

    public IReadOnlyList<ArmedFault> Armed
    {
        get
        {
            lock (gate)
            {
                return [.. armed];
            }
        }
    }

    public ArmedFault Arm(FaultOrder order)
    {
        lock (gate)
        {
            var fault = new ArmedFault(++count, order);
            armed.Add(fault);
            return fault;
        }
    }

    public void Disarm()
    {
        lock (gate)
        {
            armed.Clear();
        }
    }

    /// <summary>The first armed fault of this kind that fires on this occasion, or null.</summary>
    public ArmedFault? Take(string kind, Operation operation) => TakeFirst([kind], operation);

    /// <summary>The same for code that knows only its operation's name.</summary>
    public ArmedFault? Take(string kind, string operation) =>
        TakeFirst([kind], fault => fault.Order.Operation is not { } wanted || Same(wanted, operation)
            || Operations.FirstOrDefault(one => Same(one.Name, operation)) is { } served && Same(wanted, served.Kind.ToString()));

    internal ArmedFault? TakeFirst(IReadOnlyList<string> kinds, Operation operation) =>
        TakeFirst(kinds, fault => Meets(fault.Order.Operation, operation));

    private ArmedFault? TakeFirst(IReadOnlyList<string> kinds, Func<ArmedFault, bool> meets)
    {
        lock (gate)
        {
            return armed.Find(fault => kinds.Contains(fault.Kind) && meets(fault) && fault.Fires());
        }
    }

    private static bool Meets(string? wanted, Operation operation) => wanted is null
        ? operation.Kind != OperationKind.Open
        : Same(wanted, operation.Name) || Same(wanted, operation.Kind.ToString());

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
