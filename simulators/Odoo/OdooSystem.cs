using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Odoo.Models;
using Harness.Simulators.Odoo.Orm;
using Harness.Simulators.Odoo.People;
using Harness.Simulators.Odoo.Rpc;
using Harness.Simulators.Odoo.Rules;
using Harness.Simulators.Odoo.Store;

namespace Harness.Simulators.Odoo;

/// <summary>A simulated Odoo database: one company in euro, the sales and invoicing apps.</summary>
public sealed class OdooSystem : SimulatedSystem
{
    private readonly OdooOptions options;
    private readonly Database database;
    private readonly Registry registry;
    private readonly Rights rights;
    private readonly Server server;
    private readonly Routes routes;
    private readonly Staff staff;

    public OdooSystem(SimulatedClock clock, Journal journal, OdooOptions? options = null)
        : base(clock, journal)
    {
        this.options = options ??= new OdooOptions();
        database = new Database(clock.GetUtcNow);
        foreach (var model in SetupModels.Of(database).Concat(PartnerModels.Of(database, options)).Concat(ProductModels.Of(database, options))
            .Concat(SalesModels.Of(database, options)).Concat(AccountModels.Of(database, options)))
        {
            database.Define(model);
        }

        registry = new Registry(database, journal) { Actor = "api" };
        var sales = new SaleRules(registry, options);
        var moves = new MoveRules(registry, options, sales);
        var wizards = new Wizards(registry, options, sales, moves);
        PartnerRules.Add(registry);
        DataRules.Add(registry);
        sales.Add();
        moves.Add();
        rights = new Rights(options, clock);
        server = new Server(registry, options, rights, sales, moves, wizards, Faults);
        routes = new Routes(options, server, rights);
        staff = new Staff(registry, options, rights, sales, moves, wizards);
        registry.OnUnknownField = (model, field) => Calls.Violation("unknown-field", server.Operation, $"{model}.{field}");
        CompanySetup.Open(registry, options);
        registry.OnCreated = Unsettle;
        Operations = routes.Of();
    }

    public override string Name => "odoo";

    public override IReadOnlyList<Operation> Operations { get; }

    public override JsonObject Credentials => rights.Credentials;

    public override IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Actions => staff.Actions;

    public override VendorResponse Unmatched(VendorRequest request) => Routes.IsJson2(request) && options.HasJson2
        ? Json2.Error(new OdooError("werkzeug.exceptions.NotFound", "Did you mean POST /json/2/<model>/<method>?", 404))
        : Routes.NoPage();

    public override VendorResponse? RefuseLogin(VendorRequest request) => routes.RefuseLogin(request);

    public override bool CarriesLogin(VendorRequest request) => !Routes.IsJson2(request) || base.CarriesLogin(request);

    /// <summary>
    /// Odoo publishes no quota: what throttles is the host's proxy, in its own words. What the server itself refuses has
    /// the shape of the way that the call came.
    /// </summary>
    public override VendorResponse Refuse(string faultKind, VendorRequest request) => faultKind switch
    {
        FaultKinds.Throttle => new VendorResponse(429, "<html><head><title>429 Too Many Requests</title></head></html>", "text/html"),
        FaultKinds.Unavailable => new VendorResponse(502, "<html><head><title>502 Bad Gateway</title></head></html>", "text/html"),
        FaultKinds.ExpireToken or FaultKinds.RevokeToken => routes.Error(request, Routes.IsJson2(request)
            ? new OdooError("werkzeug.exceptions.Unauthorized", "Invalid apikey", 401)
            : OdooError.Denied()),
        FaultKinds.RowLock => routes.Error(request, OdooError.Locked(options.HasJson2)),
        _ => new VendorResponse(504, "<html><head><title>504 Gateway Time-out</title></head></html>", "text/html"),
    };

    /// <summary>There is no token that is fetched anew: a key works or it does not.</summary>
    public override bool Apply(ArmedFault fault)
    {
        switch (fault.Kind)
        {
            case FaultKinds.ExpireToken:
                return true;
            case FaultKinds.RevokeToken:
                rights.Expire();
                return true;
            case FaultKinds.SchemaChange when Staff.TextOrNull(fault.Order.Options ?? [], "field") is { } field:
                foreach (var model in database.Models)
                {
                    model.Remove(field);
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>An order takes a tenth of a second and more; one that comes in a batch takes a third of that.</summary>
    public override LatencyBand LatencyOf(Operation operation, VendorRequest request) =>
        operation.Kind == OperationKind.Write ? LatencyBand.Milliseconds(300, 2500) : LatencyBand.Milliseconds(20, 120);

    public override JsonArray Records(string objectName) =>
        [.. database.All(ModelOf(objectName).Name).Select(registry.Values.Stored)];

    public override JsonObject PersonCreates(string objectName, JsonObject fields) => staff.Create(ModelOf(objectName).Name, fields);

    public override JsonObject PersonEdits(string objectName, string id, JsonObject fields) => staff.Edit(ModelOf(objectName).Name, id, fields);

    public override void PersonDeletes(string objectName, string id) => staff.Delete(ModelOf(objectName).Name, id);

    public override void Seed(World world) => new CompanySeed(registry, options, staff).Fill(world);

    /// <summary>An armed fault holds a transaction open: its row is stamped with its start and seen only when it commits.</summary>
    private void Unsettle(OdooRecord row)
    {
        if (registry.Actor == "api" && row.Model.Name != "ir.model.data" && Faults.Take(FaultKinds.LateVisible, server.Operation) is { } fault)
        {
            row.CommitsAt = database.Now + (fault.Order.Delay ?? TimeSpan.FromSeconds(30));
        }
    }

    private OdooModel ModelOf(string name) => database.Model(name) ?? throw new KeyNotFoundException($"There is no model \"{name}\" in this database.");
}
