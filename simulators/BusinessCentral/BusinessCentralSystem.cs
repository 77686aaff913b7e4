using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.BusinessCentral.Api;
using Harness.Simulators.BusinessCentral.Auth;
using Harness.Simulators.BusinessCentral.Model;
using Harness.Simulators.BusinessCentral.OData;
using Harness.Simulators.BusinessCentral.People;
using Harness.Simulators.BusinessCentral.Rules;
using Harness.Simulators.BusinessCentral.Store;
using Harness.Simulators.BusinessCentral.Webhooks;

namespace Harness.Simulators.BusinessCentral;

/// <summary>A simulated Business Central environment with one company in euro, seen through API v2.0.</summary>
public sealed class BusinessCentralSystem : SimulatedSystem
{
    private static readonly Guid companyId = new("9d0a2e61-3a4f-4d52-8a53-6f0c4a7c1e11");

    private readonly BusinessCentralOptions options;
    private readonly CompanyStore store;
    private readonly Logins logins;
    private readonly Books books;
    private readonly Reader reader;
    private readonly Staff staff;
    private readonly Notices notices;
    private readonly Limits limits;
    private readonly Routes routes;
    private readonly Ledger ledger;

    public BusinessCentralSystem(SimulatedClock clock, Journal journal, BusinessCentralOptions? options = null)
        : base(clock, journal)
    {
        this.options = options ??= new BusinessCentralOptions();
        store = new CompanyStore(clock);
        logins = new Logins(clock, options);
        limits = new Limits(clock, options);
        notices = new Notices(clock, options);
        ledger = new Ledger(store);
        var currencies = new Currencies(store, options);
        var figures = new Figures(store, ledger, currencies);
        reader = new Reader(store, figures, options);
        var cards = new CardRules(store, options, currencies, figures);
        var documents = new DocumentRules(store, currencies);
        var writer = new PropertyWriter(options) { OnUnknown = (set, name) => Calls.Violation("unknown-field", routes!.Current, $"{set}.{name}") };
        books = new Books(store, journal, writer, cards, documents, new LineRules(store, currencies, options)) { OnSaved = Saved };
        var posting = new Posting(store, books, cards, documents, currencies);
        var credits = new Credits(store, books, cards, documents, ledger);
        var actions = new BoundActions(store, posting, credits, new Journals(store, books, credits));
        var entities = new EntityEndpoints(store, books, reader, actions, options, companyId);
        staff = new Staff(store, books, reader);
        staff.Learn(
            new Finance(books, reader, staff, posting, credits, ledger).Actions,
            new Administration(store, books, reader, staff, cards, options, logins, actions, notices).Actions);
        CompanySetup.Open(books, options);
        books.Actor = "api";
        routes = new Routes(options, entities, new Subscriptions(clock, options, notices), logins, limits, Faults, notices, companyId);
        Operations = routes.All;
    }

    public override string Name => "businesscentral";

    public override IReadOnlyList<Operation> Operations { get; }

    public override JsonObject Credentials
    {
        get
        {
            var credentials = logins.Credentials;
            credentials["company_id"] = companyId.ToString();
            return credentials;
        }
    }

    public override IReadOnlyDictionary<string, Func<JsonObject, JsonObject>> Actions => staff.Actions;

    public override VendorResponse Unmatched(VendorRequest request) => BcError.NoResource(request.Path.Split('/')[^1]).ToResponse();

    public override VendorResponse? RefuseLogin(VendorRequest request) => logins.Refuse(request);

    public override VendorResponse? RefuseForLimits(VendorRequest request, int inFlight) => limits.Refuse(inFlight);

    public override VendorResponse Refuse(string faultKind, VendorRequest request) => faultKind switch
    {
        FaultKinds.Throttle => Limits.TooMany(options.RateLimit + 1, options.RateLimit),
        FaultKinds.ExpireToken or FaultKinds.RevokeToken => Logins.Invalid(),
        FaultKinds.RowLock => BcError.Locked("Sales Header").ToResponse(),
        FaultKinds.Unavailable => new BcError(503, "Internal_TenantUnavailable", "The tenant is temporarily unavailable.").ToResponse(),
        _ => new BcError(504, "Internal_ServerError", "The gateway did not receive a response in time.").ToResponse(),
    };

    public override bool Apply(ArmedFault fault)
    {
        switch (fault.Kind)
        {
            case FaultKinds.ExpireToken:
                logins.ExpireTokens();
                return true;
            case FaultKinds.RevokeToken:
                logins.Revoke();
                return true;
            case FaultKinds.SchemaChange when Staff.TextOrNull(fault.Order.Options ?? [], "field") is { } field:
                options.RemovedProperties.Add(Staff.TextOrNull(fault.Order.Options!, "object") is { } of ? $"{SetOf(of).Name}.{field}" : field);
                return true;
            default:
                return false;
        }
    }

    public override VendorResponse Decorate(VendorRequest request, VendorResponse response) => response
        .With("OData-Version", "4.0").With("request-id", $"sim-{Calls.Calls.Count + 1}");

    public override JsonArray Records(string objectName)
    {
        if (objectName == "customerLedgerEntries")
        {
            return [.. ledger.Entries.Where(entry => !entry.IsReversed).Select(entry => new JsonObject
            {
                ["kind"] = entry.Kind.ToString(), ["invoiceId"] = entry.InvoiceId, ["customerId"] = entry.CustomerId,
                ["documentNumber"] = entry.Document, ["amount"] = entry.Amount, ["postingDate"] = entry.Date.ToString("yyyy-MM-dd"),
            })];
        }

        var set = SetOf(objectName).Name;
        return [.. store.All(set).Concat(store.Gone.Where(record => record.Set == set)).Select(reader.Stored)];
    }

    public override JsonObject PersonCreates(string objectName, JsonObject fields) => staff.Create(SetOf(objectName), fields);

    public override JsonObject PersonEdits(string objectName, string id, JsonObject fields) => staff.Edit(SetOf(objectName), id, fields);

    public override void PersonDeletes(string objectName, string id) => staff.Delete(SetOf(objectName), id);

    public override void Seed(World world) => new CompanySeed(store, books, options).Fill(world);

    internal static EntitySet SetOf(string name) =>
        Entities.All.Values.FirstOrDefault(set => set.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || set.Entity.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new KeyNotFoundException($"There is no entity set \"{name}\" in this company.");

    /// <summary>An armed fault keeps what was just saved, or its new values, out of queries for a while.</summary>
    private void Saved(BcRecord saved, JsonObject? before)
    {
        notices.Note(saved, saved.IsDeleted ? "deleted" : before is null ? "created" : "updated");
        var fault = books.Actor == "api" ? Faults.Take(before is null ? FaultKinds.LateVisible : FaultKinds.StaleIndex, routes.Current) : null;
        if (fault is not null)
        {
            saved.SettlesAt = Clock.GetUtcNow() + (fault.Order.Delay ?? TimeSpan.FromSeconds(30));
            saved.Unsettled = before;
        }
    }
}
