using Harness.Simulators.Behaviours;
using Harness.Simulators.BusinessCentral.Api;
using Harness.Simulators.BusinessCentral.Auth;
using Harness.Simulators.BusinessCentral.OData;
using Harness.Simulators.BusinessCentral.Webhooks;

namespace Harness.Simulators.BusinessCentral;

/// <summary>Every operation of the environment's address, with the tenant's id in it or without.</summary>
internal sealed class Routes
{
    private readonly EntityEndpoints entities;
    private readonly FaultPlan faults;
    private readonly Notices notices;

    public Routes(
        BusinessCentralOptions options, EntityEndpoints entities, Subscriptions subscriptions, Logins logins, Limits limits, FaultPlan faults, Notices notices, Guid company)
    {
        this.entities = entities;
        this.faults = faults;
        this.notices = notices;
        var api = $"/v2\\.0/({options.Tenant}/)?{options.Environment}/api/v2\\.0";
        var batch = new BatchEndpoint(options, Inner, limits.Count, () => faults.Take(FaultKinds.PartialBatch, "batch") is not null);
        All =
        [
            new("token", "POST", "/[^/]+/oauth2/v2\\.0/token", OperationKind.Open, logins.Grant),
            Of("metadata", "GET", $"{api}/\\$metadata", OperationKind.Read, _ => new VendorResponse(200, MetadataDocument.Write(options), "application/xml;charset=utf-8")),
            Of("service-document", "GET", $"{api}/?", OperationKind.Read, call => VendorResponse.Json(200, ServiceDocument.Write(call))),
            Of("companies", "GET", $"{api}/companies/?", OperationKind.Read, call => VendorResponse.Json(200, Companies.List(call.Root, options, company))),
            Of("batch-read", "POST", $"{api}/\\$batch", OperationKind.Read, batch.Answer) with { When = BatchEndpoint.OnlyReads },
            Of("batch", "POST", $"{api}/\\$batch", OperationKind.Write, batch.Answer),
            Of("subscriptions-list", "GET", $"{api}/subscriptions/?", OperationKind.Read, _ => subscriptions.List()),
            Of("subscription-create", "POST", $"{api}/subscriptions/?", OperationKind.Write, subscriptions.Create),
            Of("subscription-renew", "PATCH", $"{api}/subscriptions\\([^)]*\\)", OperationKind.Write, subscriptions.Renew),
            Of("subscription-delete", "DELETE", $"{api}/subscriptions\\([^)]*\\)", OperationKind.Write, subscriptions.Delete),
            Of("query", "GET", $"{api}/[^$].*", OperationKind.Read, entities.Answer),
            Of("create", "POST", $"{api}/[^$].*", OperationKind.Write, call => Written("create", call)),
            Of("update", "PATCH", $"{api}/[^$].*", OperationKind.Write, call => Written("update", call)),
            Of("delete", "DELETE", $"{api}/[^$].*", OperationKind.Write, call => Written("delete", call)),
        ];
    }

    public IReadOnlyList<Operation> All { get; }

    /// <summary>The operation that is being carried out, inside a batch the inner one.</summary>
    public string Current { get; private set; } = "";

    private Operation Of(string name, string method, string path, OperationKind kind, Func<ApiCall, VendorResponse> answer) => new(
        name, method, path, kind, request =>
        {
            Current = name;
            try
            {
                return answer(ApiCall.Of(request));
            }
            catch (BcError refused)
            {
                return refused.ToResponse();
            }
            finally
            {
                notices.Deliver();
            }
        });

    private VendorResponse Inner(ApiCall call)
    {
        var name = call.Method switch { "GET" => "query", "PATCH" => "update", "DELETE" => "delete", _ => "create" };
        Current = name;
        return name == "query" ? entities.Answer(call) : Written(name, call);
    }

    private VendorResponse Written(string name, ApiCall call) =>
        faults.Take(FaultKinds.RowLock, name) is null ? entities.Answer(call) : throw BcError.Locked("Sales Header");
}
