using Harness.Simulators.Behaviours;
using Harness.Simulators.NetSuite.Auth;
using Harness.Simulators.NetSuite.Rest;
using Harness.Simulators.NetSuite.SuiteQl;

namespace Harness.Simulators.NetSuite;

internal delegate VendorResponse Guard(string operation, VendorRequest request, Func<VendorRequest, VendorResponse> handle);

/// <summary>The calls that the account serves.</summary>
internal static class Routes
{
    private const string Records = RecordReader.Root + "/(?!metadata-catalog)";
    private const string Type = Records + "[^/!]+";
    private const string One = Type + "/[^/!]+";
    private const string Bang = "/(?:!|%21)";

    private static readonly string[] transactions = ["/salesorder", "/invoice", "/customerpayment", "/creditmemo"];

    public static IReadOnlyList<Operation> Of(
        RecordEndpoints records,
        CollectionEndpoint collection,
        QueryEndpoint query,
        AsyncJobs jobs,
        SystemEndpoints system,
        MetadataEndpoints metadata,
        Logins logins,
        Guard guard)
    {
        Operation Call(string name, string method, string path, OperationKind kind, Func<VendorRequest, VendorResponse> handle) =>
            new(name, method, path, kind, request => guard(name, request, handle));
        return
        [
            Call("token", "POST", Logins.TokenPath, OperationKind.Open, logins.Grant),
            Call("suiteql", "POST", QueryEndpoint.Path, OperationKind.Read, query.Post),
            Call("metadata-catalog", "GET", MetadataEndpoints.Root + "/?", OperationKind.Read, MetadataEndpoints.List),
            Call("metadata", "GET", MetadataEndpoints.Root + "/[^/]+", OperationKind.Read, metadata.Get),
            Call("record-put", "PUT", One, OperationKind.Write, records.Put),
            Call("record-patch", "PATCH", One, OperationKind.Write, records.Patch),
            Call("record-get", "GET", One, OperationKind.Read, records.Get),
            Call("record-create", "POST", Type + "/?", OperationKind.Write, records.Create),
            Call("record-delete", "DELETE", One, OperationKind.Write, records.Delete),
            Call("record-list", "GET", Type + "/?", OperationKind.Read, collection.Get),
            Call("record-part", "GET", One + "/[^!]+", OperationKind.Read, records.GetPart),
            Call("record-transform", "POST", One + Bang + "transform/[^/]+", OperationKind.Write, records.Transform),
            Call("record-attach", "POST", One + Bang + "(?:attach|detach)/[^/]+/[^/]+", OperationKind.Write, records.Attach),
            Call("batch-patch", "PATCH", Type, OperationKind.Write, records.Batch),
            Call("batch-put", "PUT", Type, OperationKind.Write, records.Batch),
            Call("async-job", "GET", AsyncJobs.Root + "/.+", OperationKind.Read, jobs.Get),
            Call("server-time", "GET", SystemEndpoints.Root + "/serverTime", OperationKind.Read, system.ServerTime),
            Call("governance-limits", "GET", SystemEndpoints.Root + "/governanceLimits", OperationKind.Read, system.GovernanceLimits),
        ];
    }

    public static bool IsTransaction(string path) =>
        Array.Exists(transactions, name => path.Contains(name, StringComparison.OrdinalIgnoreCase));
}
