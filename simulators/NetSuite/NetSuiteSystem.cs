using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.NetSuite.Auth;
using Harness.Simulators.NetSuite.Catalog;
using Harness.Simulators.NetSuite.People;
using Harness.Simulators.NetSuite.Rest;
using Harness.Simulators.NetSuite.Rules;
using Harness.Simulators.NetSuite.Store;
using Harness.Simulators.NetSuite.SuiteQl;

namespace Harness.Simulators.NetSuite;

/// <summary>A simulated NetSuite account: OneWorld with SuiteTax, one main subsidiary in euro.</summary>
public sealed class NetSuiteSystem : SimulatedSystem
{
    private readonly NetSuiteOptions options;
    private readonly RecordStore store = new();
    private readonly Logins logins;
    private readonly Books books;
    private readonly RecordReader reader;
    private readonly AsyncJobs jobs;
    private readonly Staff staff;
    private readonly Today today;
    private string operation = "";
    private long answers;

    public NetSuiteSystem(SimulatedClock clock, Journal journal, NetSuiteOptions? options = null)
        : base(clock, journal)
    {
        this.options = options ??= new NetSuiteOptions();
        logins = new Logins(clock, options);
        today = new Today(clock, options);
        var references = new References(store);
        var balances = new Balances(store, today);
        var billing = new Billing(store, today);
        books = new Books(
            store,
            today,
            journal,
            new EntityRules(store),
            new DocumentRules(store, options, today, new LineAmounts(store, options)),
            new Settlement(store, options, today, balances),
            billing)
        {
            OnSaved = Unsettle,
        };
        reader = new RecordReader(references, balances, options);
        jobs = new AsyncJobs(clock, options);
        var writer = new RecordWriter(new ValueReader(references), options);
        var transforms = new Transforms(billing);
        var records = new RecordEndpoints(
            store, books, writer, reader, transforms, jobs, (type, name) => Calls.Violation("unknown-field", operation, $"{type}.{name}"),
            () => Faults.Take(FaultKinds.PartialBatch, operation) is not null);
        staff = new Staff(store, books, writer, reader, transforms, references, options, logins);
        AccountSetup.Open(store, books, today);
        Operations = Routes.Of(
            records,
            new CollectionEndpoint(store, new CollectionFilter(options, today)),
            new QueryEndpoint(new Tables(store, references, balances, today, options), today, options),
            jobs,
            new SystemEndpoints(clock, options),
            new MetadataEndpoints(options),
            logins,
            Guarded);
    }

    public override string Name => "netsuite";

    public override IReadOnlyList<Operation> Operations { get; }

    public override JsonObject Credentials => logins.Credentials;

    public override IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Actions => staff.Actions;

    public override VendorResponse Unmatched(VendorRequest request) =>
        new NsError(404, "NONEXISTENT_ENDPOINT", "The requested resource does not exist.", request.Path, "o:urlPath").ToResponse();

    public override VendorResponse? RefuseLogin(VendorRequest request) => logins.Refuse(request);

    public override VendorResponse? RefuseForLimits(VendorRequest request, int inFlight) =>
        inFlight > options.ConcurrencyLimit ? OverConcurrency() : null;

    public override VendorResponse Refuse(string faultKind, VendorRequest request) => faultKind switch
    {
        FaultKinds.Throttle => OverConcurrency(),
        FaultKinds.ExpireToken or FaultKinds.RevokeToken => logins.Invalid("invalid_token"),
        FaultKinds.RowLock => NsError.User("Record has been changed. Another process is holding a lock on it; please try again.").ToResponse(),
        FaultKinds.Unavailable => new NsError(503, "SERVICE_UNAVAILABLE", "The service is temporarily unavailable.").ToResponse(),
        _ => new NsError(500, "UNEXPECTED_ERROR", "An unexpected error occurred. Error ID: simulated").ToResponse(),
    };

    public override bool Apply(ArmedFault fault)
    {
        switch (fault.Kind)
        {
            case FaultKinds.ExpireToken:
                logins.ExpireTokens();
                return true;
            case FaultKinds.RevokeToken:
                logins.Revoke(mappingToo: Staff.TextOrNull(fault.Order.Options ?? [], "mapping") == "true");
                return true;
            case FaultKinds.SchemaChange when Staff.TextOrNull(fault.Order.Options ?? [], "field") is { } field:
                options.RemovedFields.Add(field);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Transactions take longer than plain records.</summary>
    public override LatencyBand LatencyOf(Operation operation, VendorRequest request) =>
        operation.Kind == OperationKind.Write && Routes.IsTransaction(request.Path)
            ? LatencyBand.Milliseconds(300, 900)
            : base.LatencyOf(operation, request);

    public override VendorResponse Decorate(VendorRequest request, VendorResponse response) => response.With("X-N-OperationId", $"sim-{++answers}");

    public override JsonArray Records(string objectName)
    {
        var type = TypeOf(objectName);
        return [.. store.All(type.Name).Concat(store.Deleted.Select(d => d.Record).Where(r => r.Type == type)).Select(reader.Stored)];
    }

    public override JsonObject PersonCreates(string objectName, JsonObject fields) => staff.Create(TypeOf(objectName), fields);

    public override JsonObject PersonEdits(string objectName, string id, JsonObject fields) => staff.Edit(TypeOf(objectName), id, fields);

    public override void PersonDeletes(string objectName, string id) => staff.Delete(TypeOf(objectName), id);

    public override void Seed(World world) => new AccountSeed(store, books, staff).Fill(world);

    private VendorResponse Guarded(string name, VendorRequest request, Func<VendorRequest, VendorResponse> handle)
    {
        operation = name;
        jobs.Work(books);
        try
        {
            RefuseWithoutPermission(request);
            return Faults.Take(FaultKinds.RowLock, name) is null ? handle(request) : Refuse(FaultKinds.RowLock, request);
        }
        catch (NsError refused)
        {
            return refused.ToResponse();
        }
    }

    private void RefuseWithoutPermission(VendorRequest request)
    {
        if (request.Path.StartsWith(RecordReader.Root + '/', StringComparison.OrdinalIgnoreCase)
            && options.Denied.Contains(Uri.UnescapeDataString(request.Path.Split('/')[5])))
        {
            throw new NsError(
                403,
                "INSUFFICIENT_PERMISSION",
                "Permission Violation: You need a higher level of permission to access this record. Please contact your account administrator.");
        }
    }

    /// <summary>An armed fault keeps what was just saved, or its new values, out of queries for a while.</summary>
    private void Unsettle(NsRecord saved, NsRecord? previous)
    {
        // What changes a record is in the queries late or not at all yet; seeding meets neither.
        var by = books.Actor switch { "api" => operation, "person" => "person", _ => null };
        var fault = by is null ? null : Faults.Take(FaultKinds.LateVisible, by) ?? (previous is null ? null : Faults.Take(FaultKinds.StaleIndex, by));
        if (fault is not null)
        {
            saved.SettlesAt = today.Now + (fault.Order.Delay ?? TimeSpan.FromSeconds(30));
            saved.Unsettled = previous;
        }
    }

    private VendorResponse OverConcurrency() => new NsError(
        options.ConcurrencyStatus, "CONCURRENCY_LIMIT_EXCEEDED", "Concurrent request limit exceeded. Request blocked.").ToResponse();

    private static RecordType TypeOf(string name) => RecordTypes.Find(name)
        ?? throw new KeyNotFoundException($"There is no record type \"{name}\" in this account.");
}
