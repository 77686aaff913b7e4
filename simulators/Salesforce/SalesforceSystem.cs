using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Api;
using Harness.Simulators.Salesforce.Records;
using Harness.Simulators.Salesforce.Rules;

namespace Harness.Simulators.Salesforce;

/// <summary>A simulated Salesforce org: multi-currency, state and country picklists on, its admin's own fields from the start.</summary>
public sealed class SalesforceSystem : SimulatedSystem, IDisposable
{
    private readonly ConnectedApp _app = new();
    private readonly Org _org;
    private readonly Sessions _sessions;
    private readonly UsageEndpoints _usage;
    private readonly OrgSeeding _seeding;
    private readonly People _people;
    private readonly AdminActions _admin;

    public SalesforceSystem(SimulatedClock clock, Journal journal)
        : base(clock, journal)
    {
        _org = new Org(clock);
        var rules = new AdminRules(_org);
        var writer = new RecordWriter(_org, rules, journal, Faults, Calls);
        _seeding = new OrgSeeding(_org, writer);
        _seeding.SetUp();
        _sessions = new Sessions(clock, _org.OrganizationId);
        _usage = new UsageEndpoints(_org);
        _people = new People(_org, writer);
        var queries = new QueryEndpoints(_org);
        _admin = new AdminActions(_org, rules, _app, _sessions, _usage, queries);
        Actions = new Dictionary<string, Func<JsonObject, JsonObject>>(
            new SalesActions(_org, writer, _people).All().Concat(_admin.All()));
        Operations = [.. Serve(writer, queries)];
    }

    public override string Name => "salesforce";

    public override IReadOnlyDictionary<string, string> Unmet { get; } = new Dictionary<string, string>
    {
        [FaultKinds.StaleIndex] = "SOQL reads the store: only SOSL searches an index, and this org serves none. late-visible is what SOQL can meet.",
    };

    public override IReadOnlyList<Operation> Operations { get; }

    public override IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Actions { get; }

    public override JsonObject Credentials => new()
    {
        ["client_id"] = ConnectedApp.ClientId,
        ["client_secret"] = ConnectedApp.ClientSecret,
        ["username"] = ConnectedApp.Username,
        ["password"] = ConnectedApp.Password,
        ["security_token"] = ConnectedApp.SecurityToken,
        ["private_key_pem"] = _app.Key.ExportPkcs8PrivateKeyPem(),
        ["audience"] = "https://login.salesforce.com",
        ["organization_id"] = _org.OrganizationId,
    };

    public override void Seed(World world) => _seeding.Fill(world);

    public override VendorResponse Unmatched(VendorRequest request)
    {
        var allowed = Operations.Where(operation => System.Text.RegularExpressions.Regex.IsMatch(request.Path, operation.PathPattern))
            .Select(operation => operation.Method).Distinct().ToList();
        return allowed.Count == 0
            ? ApiErrors.NotFound()
            : ApiErrors.Answer(405, "METHOD_NOT_ALLOWED", $"HTTP Method '{request.Method}' not allowed. Allowed are {string.Join(",", allowed)}");
    }

    public override VendorResponse? RefuseLogin(VendorRequest request) => _sessions.UserOf(request) is null ? InvalidSession() : null;

    public override VendorResponse Refuse(string faultKind, VendorRequest request) => faultKind switch
    {
        FaultKinds.Throttle => ApiErrors.Answer(
            403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentRequests (Concurrent API Requests) Limit exceeded."),
        FaultKinds.Unavailable => ApiErrors.Answer(503, "SERVER_UNAVAILABLE", "Server too busy"),
        FaultKinds.ExpireToken or FaultKinds.RevokeToken => InvalidSession(),
        FaultKinds.RowLock => ApiErrors.Answer(
            400, "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record or 1 records"),
        _ => ApiErrors.Answer(
            500, "UNKNOWN_EXCEPTION", "An unexpected error occurred. Please include this ErrorId if you contact support: 1234567890-12345 (-1234567890)"),
    };

    public override bool Apply(ArmedFault fault)
    {
        switch (fault.Kind)
        {
            case FaultKinds.ExpireToken:
                _sessions.ExpireAll();
                return true;
            case FaultKinds.RevokeToken:
                _sessions.RevokeAll();
                return true;
            case FaultKinds.SchemaChange:
                _admin.ChangeSchema(fault.Order.Options ?? []);
                return true;
            default:
                return false;
        }
    }

    public override VendorResponse? RefuseForLimits(VendorRequest request, int inFlight) => _usage.Count();

    /// <summary>The usage on every data answer.</summary>
    public override VendorResponse Decorate(VendorRequest request, VendorResponse response) =>
        request.Path.StartsWith("/services/data/v", StringComparison.Ordinal) ? response.With("Sforce-Limit-Info", _usage.Header) : response;

    public override JsonArray Records(string objectName) =>
        new([.. _org.Table(_people.Object(objectName)).Records.Select(record => (JsonNode)_people.Stored(record))]);

    public override JsonObject PersonCreates(string objectName, JsonObject fields) => _people.Create(objectName, fields);

    public override JsonObject PersonEdits(string objectName, string id, JsonObject fields) => _people.Edit(objectName, id, fields);

    public override void PersonDeletes(string objectName, string id) => _people.Delete(objectName, id);

    public void Dispose() => _app.Dispose();

    private static VendorResponse InvalidSession() => ApiErrors.Answer(401, "INVALID_SESSION_ID", "Session expired or invalid");

    private IEnumerable<Operation> Serve(RecordWriter writer, QueryEndpoints queries)
    {
        var locator = new RecordLocator(_org);
        var rows = new RecordEndpoints(_org, writer, locator);
        var subrequests = new SubRequests(() => Operations);
        return
        [
            .. new LoginEndpoints(_org, _app, _sessions).Operations(),
            new SoapLogin(_org, _sessions).Operation(),
            .. new DescribeEndpoints(_org, locator).Operations(),
            .. queries.Operations(),
            .. new ChangeEndpoints(_org, locator).Operations(),
            .. rows.Operations(),
            .. new CollectionEndpoints(_org, writer, locator, rows, Faults).Operations(),
            .. new CompositeEndpoints(subrequests, writer).Operations(),
            .. new ToolingEndpoints(_org, writer, locator, rows).Operations(),
            _usage.Operation(),
        ];
    }
}
