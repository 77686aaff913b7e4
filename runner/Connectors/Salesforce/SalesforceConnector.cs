using System.ComponentModel.DataAnnotations;
using Harness.Port;
using Refit;

namespace Harness.Connectors.Salesforce;

/// <summary>One Salesforce org behind the port.</summary>
public sealed class SalesforceConnector : IConnector
{
    private readonly string version;
    private readonly ISalesforceClient client;
    private readonly SalesforceCalls calls;
    private readonly SalesforceQueries queries;
    private readonly SalesforceChanges changes;
    private readonly SalesforceWrites writes;
    private readonly SalesforceDescribe describe;
    private readonly SalesforceFields fields;
    private readonly SalesforceAccess access;

    private SalesforceConnector(string system, SalesforceOptions options, SalesforceAuth auth, ISalesforceClient client, SalesforceCalls calls)
    {
        System = system;
        version = options.ApiVersion;
        this.client = client;
        this.calls = calls;
        var statements = new SalesforceStatements(version, client, calls);
        queries = new SalesforceQueries(system, statements);
        changes = new SalesforceChanges(system, statements, calls);
        writes = new SalesforceWrites(system, version, client, calls, new SalesforcePrices(version, client, calls, statements));
        var metadata = new SalesforceMetadata(version, client, calls);
        describe = new SalesforceDescribe(system, version, auth, metadata);
        fields = new SalesforceFields(system, version, client, calls, metadata, statements);
        access = new SalesforceAccess(metadata);
    }

    public string System { get; }

    public int WriteBatchSize => SalesforceWrites.RowsInCall;

    public ApiUsage? LastUsage => calls.LastUsage;

    /// <param name="transport">What finally sends. A <see cref="ConnectorException"/> from it means that the call was not sent.</param>
    public static SalesforceConnector Create(string system, SalesforceOptions options, HttpMessageHandler transport, TimeProvider clock, Random random)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        var auth = new SalesforceAuth(system, options, clock, transport);

        // The base address only completes the paths: the login decides which instance a call goes to.
        var http = new HttpClient(auth, disposeHandler: false) { BaseAddress = options.LoginUrl, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Add("Accept", "application/json");
        http.DefaultRequestHeaders.Add("Sforce-Call-Options", "client=harness");
        return new SalesforceConnector(system, options, auth, RestService.For<ISalesforceClient>(http), new SalesforceCalls(system, options.CallTimeout, clock, random));
    }

    public string ExternalKeyPath(string objectType) => SalesforceObjects.ExternalKey;

    public Task<SystemDescription> DescribeAsync(IReadOnlyCollection<string> objectTypes, CancellationToken ct) => describe.DescribeAsync(objectTypes, ct);

    public Task<ChangePage> ReadChangesAsync(ChangeRequest request, CancellationToken ct) => changes.ReadAsync(request, ct);

    public Task<IReadOnlyList<RawRecord>> ReadManyAsync(Selection selection, IReadOnlyCollection<string> ids, CancellationToken ct) =>
        queries.ReadManyAsync([new ReadRequest(selection, ids)], ct);

    public Task<IReadOnlyList<RawRecord>> ReadManyAsync(IReadOnlyList<ReadRequest> reads, CancellationToken ct) => queries.ReadManyAsync(reads, ct);

    public Task<IReadOnlyList<RawRecord>> FindManyAsync(Selection selection, IReadOnlyCollection<FindKey> keys, CancellationToken ct) =>
        queries.FindManyAsync(selection, keys, ct);

    public IAsyncEnumerable<WriteReceipt> WriteManyAsync(IReadOnlyList<WriteRequest> writes, CancellationToken ct) => this.writes.WriteAsync(writes, ct);

    public async Task<ApiUsage> ReadUsageAsync(CancellationToken ct)
    {
        var answer = await calls.ReadAsync(token => client.Limits(version, token), ct).ConfigureAwait(false);
        var daily = answer.Body is { } body ? body["DailyApiRequests"] : null;
        return daily.Whole("Max") is { } limit && daily.Whole("Remaining") is { } remaining
            ? new ApiUsage(limit - remaining, limit, null, answer.ServerTime)
            : throw calls.Unexpected("the question for its limits");
    }

    public Task<AccessReview> ReviewAccessAsync(IReadOnlyList<AccessNeed> needs, CancellationToken ct) => access.ReviewAsync(needs, ct);

    public Task<IReadOnlyList<FieldProvision>> EnsureFieldsAsync(IReadOnlyList<FieldSpec> fields, CancellationToken ct) => this.fields.EnsureAsync(fields, ct);
}
