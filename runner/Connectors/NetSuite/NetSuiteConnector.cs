using System.ComponentModel.DataAnnotations;
using Harness.Port;
using Refit;

namespace Harness.Connectors.NetSuite;

/// <summary>NetSuite as the engine sees it: SuiteQL for reads, the record service for writes.</summary>
public sealed class NetSuiteConnector : IConnector, IDisposable
{
    private readonly HttpClient http;
    private readonly NetSuiteCalls calls;
    private readonly NetSuiteRecords records;
    private readonly NetSuiteChanges changes;
    private readonly NetSuiteLookups lookups;
    private readonly NetSuiteWrites sender;
    private readonly NetSuiteDescriber describer;
    private readonly NetSuiteAccess access;

    private NetSuiteConnector(string system, NetSuiteOptions options, HttpMessageHandler transport, TimeProvider clock, Random random)
    {
        System = system;
        http = new HttpClient(new NetSuiteAuth(system, options, transport, clock), disposeHandler: false)
        {
            BaseAddress = options.Root,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        calls = new NetSuiteCalls(system, RestService.For<INetSuiteClient>(http), options.MaxConcurrency, options.CallTimeout, clock, random);
        var query = new NetSuiteQuery(system, calls, options.ReadPageSize, clock);
        var schemas = new NetSuiteSchemas(system, calls);
        lookups = new NetSuiteLookups(query, options.DiscountItem);
        records = new NetSuiteRecords(system, query, schemas);
        changes = new NetSuiteChanges(system, query, records);
        sender = new NetSuiteWrites(system, calls, new WriteContextReader(query, schemas, lookups), new NetSuiteBodies(options, lookups));
        describer = new NetSuiteDescriber(system, options, calls, query, schemas, lookups, clock);
        access = new NetSuiteAccess(query, describer.UsageAsync);
    }

    public string System { get; }

    public int WriteBatchSize => 1;

    public ApiUsage? LastUsage { get; private set; }

    public static NetSuiteConnector Create(string system, NetSuiteOptions options, HttpMessageHandler transport, TimeProvider clock, Random random)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        return new NetSuiteConnector(system, options, transport, clock, random);
    }

    /// <summary>The paths of an object that this connector knows before it has read the account's metadata.</summary>
    public static IReadOnlyList<string> OwnPaths(string objectType) =>
        NetSuiteCatalogue.Find(objectType) is { } of ? [.. of.Paths.Select(rule => rule.Path)] : [];

    public string ExternalKeyPath(string objectType) => "externalId";

    public Task<SystemDescription> DescribeAsync(IReadOnlyCollection<string> objectTypes, CancellationToken ct) =>
        describer.DescribeAsync(objectTypes, ct);

    public Task<ChangePage> ReadChangesAsync(ChangeRequest request, CancellationToken ct) => changes.ReadAsync(request, ct);

    public Task<IReadOnlyList<RawRecord>> ReadManyAsync(Selection selection, IReadOnlyCollection<string> ids, CancellationToken ct) =>
        records.ReadManyAsync(selection, ids, ct);

    public Task<IReadOnlyList<RawRecord>> FindManyAsync(Selection selection, IReadOnlyCollection<FindKey> keys, CancellationToken ct) =>
        records.FindManyAsync(selection, keys, ct);

    public IAsyncEnumerable<WriteReceipt> WriteManyAsync(IReadOnlyList<WriteRequest> writes, CancellationToken ct) =>
        sender.WriteManyAsync(writes, ct);

    public async Task<ApiUsage> ReadUsageAsync(CancellationToken ct)
    {
        var usage = await describer.UsageAsync(ct).ConfigureAwait(false);
        LastUsage = usage;
        return usage;
    }

    public Task<AccessReview> ReviewAccessAsync(IReadOnlyList<AccessNeed> needs, CancellationToken ct) => access.ReviewAsync(needs, ct);

    public Task<IReadOnlyList<FieldProvision>> EnsureFieldsAsync(IReadOnlyList<FieldSpec> fields, CancellationToken ct) =>
        describer.EnsureAsync(fields, ct);

    public void Dispose()
    {
        lookups.Dispose();
        calls.Dispose();
        http.Dispose();
    }
}
