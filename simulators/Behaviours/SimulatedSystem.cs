using System.Text.Json.Nodes;

namespace Harness.Simulators.Behaviours;

/// <summary>
/// One simulated vendor account. What is the vendor's own (records, rules, query language, error shapes) is in the
/// derived class; what is the same for all (the order call log, login, limits, faults, operation, journal) is not.
/// It knows nothing of sockets: the WireMock host and an in-process transport both drive it.
/// </summary>
public abstract class SimulatedSystem(SimulatedClock clock, Journal journal)
{
    public SimulatedClock Clock { get; } = clock;

    public Journal Journal { get; } = journal;

    public CallLog Calls { get; } = new(clock);

    public FaultPlan Faults { get; } = new();

    /// <summary>Fault kinds that this vendor's API cannot meet, with the reason: they are refused instead of never firing.</summary>
    public virtual IReadOnlyDictionary<string, string> Unmet { get; } = new Dictionary<string, string>();

    /// <summary>
    /// The system lock. Who calls the members below holds it already: the pipeline, the control surface, the referee.
    /// </summary>
    public Lock Gate { get; } = new();

    /// <summary>Vendor name in lower case: "salesforce", "netsuite".</summary>
    public abstract string Name { get; }

    public abstract IReadOnlyList<Operation> Operations { get; }

    /// <summary>What the start-up line prints beside the url: everything that a client needs to log in.</summary>
    public abstract JsonObject Credentials { get; }

    /// <summary>The vendor's answer to a path that it does not serve.</summary>
    public abstract VendorResponse Unmatched(VendorRequest request);

    /// <summary>Null when the caller may proceed, otherwise the vendor's refusal (no, expired or revoked token).</summary>
    public abstract VendorResponse? RefuseLogin(VendorRequest request);

    /// <summary>The call named somebody, whether or not that somebody may come in.</summary>
    public virtual bool CarriesLogin(VendorRequest request) => request.Header("Authorization") is not null;

    /// <summary>The vendor's own shape of an armed fault: throttled, unavailable, row lock, expired token...</summary>
    public abstract VendorResponse Refuse(string faultKind, VendorRequest request);

    /// <summary>All records of an object as stored, deleted ones included, for people and for the referee.</summary>
    public abstract JsonArray Records(string objectName);

    /// <summary>A person edits in the vendor's screen: validation and triggers apply, no quota. Throws <see cref="VendorRuleException"/>.</summary>
    public abstract JsonObject PersonCreates(string objectName, JsonObject fields);

    public abstract JsonObject PersonEdits(string objectName, string id, JsonObject fields);

    public abstract void PersonDeletes(string objectName, string id);

    /// <summary>Business acts by name: "close-won", "invoice-order", "post-payment", "credit-memo", "merge-accounts"...</summary>
    public abstract IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Actions { get; }

    /// <summary>Fills the account with the business that the world describes. Nothing of it is journalled.</summary>
    public abstract void Seed(World world);

    /// <summary>
    /// Null when the vendor's limits let the call in. Counting it (daily budgets) is done here too: it is asked once for
    /// every call that counts, after login.
    /// </summary>
    /// <param name="inFlight">Calls that count and had arrived unanswered when this one arrived, itself included.</param>
    public virtual VendorResponse? RefuseForLimits(VendorRequest request, int inFlight) => null;

    public virtual bool CountsAgainstLimits(Operation operation) => operation.Kind != OperationKind.Open;

    /// <summary>Headers that every answer carries, such as the usage of the daily budget.</summary>
    public virtual VendorResponse Decorate(VendorRequest request, VendorResponse response) => response;

    /// <summary>How long the vendor takes, under the latency profile "vendor".</summary>
    public virtual LatencyBand LatencyOf(Operation operation, VendorRequest request) =>
        operation.Kind == OperationKind.Write ? LatencyBand.Writes : LatencyBand.Reads;

    /// <summary>
    /// A fault that changes the account's state rather than one answer: expire-token, revoke-token, schema-change.
    /// False where the vendor does not model it; then the one call is refused by <see cref="Refuse"/>, a schema change is ignored.
    /// </summary>
    public virtual bool Apply(ArmedFault fault) => false;
}
