namespace Harness.Simulators.Behaviours;

public enum OperationKind
{
    /// <summary>Token and discovery endpoints: no login, no quota.</summary>
    Open,
    Read,
    Write,
}

/// <summary>
/// One call that the vendor serves. One WireMock mapping is made for each.
/// </summary>
/// <param name="Name">What faults are armed by and calls are listed under: "query", "collections-upsert", "record-put".</param>
/// <param name="PathPattern">A regular expression over the whole path.</param>
/// <param name="Handle">Runs under the system's lock, after login, limits and faults; changes the state and answers.</param>
public sealed record Operation(
    string Name, string Method, string PathPattern, OperationKind Kind, Func<VendorRequest, VendorResponse> Handle)
{
    /// <summary>What tells calls of one method and path apart, such as a batch that only reads; null where nothing needs to.</summary>
    public Func<VendorRequest, bool>? Only { get; init; }
}
