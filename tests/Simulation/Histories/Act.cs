namespace Harness.Simulation.Histories;

/// <summary>What people do in their systems on an ordinary day.</summary>
internal enum Deed
{
    CreateAccount,
    EditAccount,
    DeleteAccount,
    MergeAccounts,
    CreateContact,
    EditContact,
    DeleteContact,
    CreateOpportunity,
    AddLine,
    ChangeLine,
    RemoveLine,
    ReorderLines,
    Close,
    Reopen,
    EditCustomer,
    EditItem,
    Invoice,
    Pay,
    Overpay,
    Credit,
    VoidPayment,
    ChangePicklist,

    /// <summary>The same account is edited in both systems at once, in different fields.</summary>
    EditBothSides,

    /// <summary>In the same field.</summary>
    EditSameField,

    JumpClock,
}

/// <summary>
/// One deed. Its numbers pick among what is there at that moment and never name a record, so that a history still makes
/// sense when acts are taken out of it.
/// </summary>
/// <param name="After">Since the act before.</param>
internal sealed record Act(Deed Deed, int Which, int Other, int Value, TimeSpan After);

/// <summary>A fault that meets one of the two systems from a moment on.</summary>
/// <param name="At">Since the beginning.</param>
internal sealed record Trouble(bool InErp, string Kind, string? Operation, int Skips, int Times, int Seconds, bool Html, TimeSpan At);

/// <summary>One company's days, what goes wrong in them, and at which of the moments passed the runner ends.</summary>
/// <param name="Business">Which of the small companies it is.</param>
/// <param name="Latency">Decides how long each call takes, and so in which order things happen.</param>
internal sealed record History(
    int Business, int Latency, IReadOnlyList<Act> Acts, IReadOnlyList<Trouble> Troubles, IReadOnlyList<int> Crashes)
{
    /// <summary>The first life of the runner begins with a backfill of every flow.</summary>
    public bool HasBackfill { get; init; }

    /// <summary>A runner that ends is only frozen: it thaws when another one has long taken its place.</summary>
    public bool Thaws { get; init; }

    public override string ToString() => string.Join(Environment.NewLine,
    [
        $"  business {Business}, latency {Latency}{(HasBackfill ? ", backfill" : "")}{(Thaws ? ", thaws" : "")}",
        .. Acts.Select(act => $"  {act.Deed} which {act.Which} other {act.Other} value {act.Value}, {act.After.TotalSeconds:0} s later"),
        .. Troubles.OrderBy(trouble => trouble.At).Select(trouble =>
            $"  {(trouble.InErp ? "erp" : "crm")} {trouble.Kind} {trouble.Operation ?? "any"} after {trouble.Skips} x {trouble.Times}, {trouble.Seconds} s{(trouble.Html ? " html" : "")}, at {trouble.At.TotalSeconds:0} s"),
        .. Crashes.Select(crash => $"  the runner ends at the crash point it comes by as number {crash}"),
    ]);
}
