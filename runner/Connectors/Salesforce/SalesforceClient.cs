using Refit;

namespace Harness.Connectors.Salesforce;

/// <summary>Every call that is made to Salesforce. Answers are read by <see cref="SalesforceCalls"/>, because their shape depends on what went wrong.</summary>
internal interface ISalesforceClient
{
    [Get("/services/data/")]
    Task<HttpResponseMessage> Versions(CancellationToken ct);

    [Get("/services/data/v{version}/query")]
    [Headers("Sforce-Query-Options: batchSize=2000")]
    Task<HttpResponseMessage> Query(string version, [AliasAs("q")] string soql, CancellationToken ct);

    [Get("/services/data/v{version}/queryAll")]
    [Headers("Sforce-Query-Options: batchSize=2000")]
    Task<HttpResponseMessage> QueryAll(string version, [AliasAs("q")] string soql, CancellationToken ct);

    /// <param name="path">The nextRecordsUrl as given, without its first slash.</param>
    [Get("/{**path}")]
    [Headers("Sforce-Query-Options: batchSize=2000")]
    Task<HttpResponseMessage> NextPage(string path, CancellationToken ct);

    [Get("/services/data/v{version}/limits")]
    Task<HttpResponseMessage> Limits(string version, CancellationToken ct);

    [Post("/services/data/v{version}/composite")]
    Task<HttpResponseMessage> Composite(string version, [Body] HttpContent requests, CancellationToken ct);

    [Post("/services/data/v{version}/composite/batch")]
    Task<HttpResponseMessage> Batch(string version, [Body] HttpContent requests, CancellationToken ct);

    [Post("/services/data/v{version}/composite/sobjects")]
    [Headers("Sforce-Duplicate-Rule-Header: allowSave=false")]
    Task<HttpResponseMessage> CreateRows(string version, [Body] HttpContent rows, CancellationToken ct);

    [Patch("/services/data/v{version}/composite/sobjects")]
    Task<HttpResponseMessage> UpdateRows(string version, [Body] HttpContent rows, CancellationToken ct);

    [Patch("/services/data/v{version}/composite/sobjects/{objectType}/{externalId}")]
    [Headers("Sforce-Duplicate-Rule-Header: allowSave=false")]
    Task<HttpResponseMessage> UpsertRows(string version, string objectType, string externalId, [Body] HttpContent rows, CancellationToken ct);

    [Post("/services/data/v{version}/tooling/sobjects/CustomField")]
    Task<HttpResponseMessage> CreateField(string version, [Body] HttpContent field, CancellationToken ct);
}
