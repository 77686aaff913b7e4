using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Simulators.Behaviours;
using Harness.Simulators.HubSpot.Api;
using Harness.Simulators.HubSpot.Catalog;
using Harness.Simulators.HubSpot.People;
using Harness.Simulators.HubSpot.Rules;
using Harness.Simulators.HubSpot.Store;

namespace Harness.Simulators.HubSpot;

/// <summary>A simulated HubSpot portal: several currencies, two deal pipelines, its administrator's own properties from the start.</summary>
public sealed class HubSpotSystem : SimulatedSystem, IDisposable
{
    private readonly Portal _portal;
    private readonly Tokens _tokens;
    private readonly RateLimits _limits;
    private readonly Staff _staff;
    private readonly AdminActions _admin;
    private readonly PortalSeed _seed;
    private readonly Webhooks _webhooks;

    /// <param name="hooks">What carries webhooks to their target; the network unless a test says otherwise.</param>
    public HubSpotSystem(SimulatedClock clock, Journal journal, HttpMessageHandler? hooks = null)
        : base(clock, journal)
    {
        _portal = new Portal(clock);
        _tokens = new Tokens(_portal);
        _limits = new RateLimits(_portal, _tokens);
        _webhooks = new Webhooks(clock, hooks ?? new SocketsHttpHandler { AllowAutoRedirect = false });
        var events = new EventFeed(_portal);
        var rules = new AdminRules();
        var writer = new RecordWriter(_portal, rules, journal, Faults, Calls, events);
        var merges = new Merges(_portal, writer);
        var json = new RecordJson(_portal);
        _staff = new Staff(_portal, writer, json);
        _admin = new AdminActions(_portal, rules, _tokens, _webhooks, events);
        _seed = new PortalSeed(_portal, writer);
        Actions = new Dictionary<string, Func<JsonObject, JsonObject>>(new SalesActions(_portal, writer, merges, _staff).All().Concat(_admin.All()));
        var routes = new Routes(Faults, _portal.Settings.Denied.Contains);
        Operations =
        [
            .. _tokens.Operations(),
            .. new BatchEndpoints(_portal, writer, json, Faults).Operations(routes),
            new SearchEndpoint(_portal, json).Operation(routes),
            .. new ObjectEndpoints(_portal, writer, merges, json).Operations(routes),
            .. new AssociationEndpoints(_portal).Operations(routes),
            .. new PropertyEndpoints(_portal).Operations(routes),
            .. new PortalEndpoints(_portal, _limits).Operations(routes),
        ];
    }

    public override string Name => "hubspot";

    public override IReadOnlyList<Operation> Operations { get; }

    public override IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Actions { get; }

    public override JsonObject Credentials => new()
    {
        ["portal_id"] = $"{PortalSettings.PortalId}",
        ["private_app_token"] = _tokens.PrivateApp,
        ["client_id"] = Tokens.ClientId,
        ["client_secret"] = Tokens.ClientSecret,
        ["refresh_token"] = Tokens.FirstRefreshToken,
    };

    public override void Seed(World world) => _seed.Fill(world);

    public override VendorResponse Unmatched(VendorRequest request) =>
        Operations.Any(operation => Regex.IsMatch(request.Path, $"^(?:{operation.PathPattern})$"))
            ? HsErrors.Answer(405, "METHOD_NOT_ALLOWED", "HTTP 405 Method Not Allowed")
            : HsErrors.NoSuchPath();

    public override VendorResponse? RefuseLogin(VendorRequest request) => _tokens.Refuse(request);

    public override VendorResponse? RefuseForLimits(VendorRequest request, int inFlight) => _limits.Refuse(request);

    public override VendorResponse Refuse(string faultKind, VendorRequest request) => faultKind switch
    {
        FaultKinds.Throttle => HsErrors.TooMany("TEN_SECONDLY_ROLLING"),
        FaultKinds.ExpireToken => HsErrors.Expired(Clock.GetUtcNow()),
        FaultKinds.RevokeToken => HsErrors.Invalid(),
        FaultKinds.RowLock => HsErrors.Answer(423, "LOCKED", "The resource is currently locked by another operation."),
        FaultKinds.Unavailable => HsErrors.Answer(503, "SERVICE_UNAVAILABLE", "Service temporarily unavailable"),
        _ => HsErrors.Answer(500, "INTERNAL_ERROR", "internal error"),
    };

    public override bool Apply(ArmedFault fault)
    {
        switch (fault.Kind)
        {
            case FaultKinds.ExpireToken:
                _tokens.ExpireAll();
                return true;
            case FaultKinds.RevokeToken:
                _tokens.RevokeAll(appToo: fault.Order.Options?["app"]?.ToString() == "true");
                return true;
            case FaultKinds.SchemaChange:
                _admin.ChangeSchema(fault.Order.Options ?? []);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The limits on most answers.</summary>
    public override VendorResponse Decorate(VendorRequest request, VendorResponse response) =>
        _limits.Decorate(request, response.With("X-HubSpot-Correlation-Id", HsErrors.Correlation));

    public override JsonArray Records(string objectName) => _staff.Stored(objectName);

    public override JsonObject PersonCreates(string objectName, JsonObject fields) => _staff.Create(objectName, fields);

    public override JsonObject PersonEdits(string objectName, string id, JsonObject fields) => _staff.Edit(objectName, id, fields);

    public override void PersonDeletes(string objectName, string id) => _staff.Delete(objectName, id);

    public void Dispose() => _webhooks.Dispose();
}
