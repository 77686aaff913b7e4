using System.ComponentModel.DataAnnotations;
using Harness.Port;
using Refit;

namespace Harness.Connectors.Odoo;

/// <summary>Odoo as the engine sees it: searches for reads, imports for writes, over JSON-2 or the older calls.</summary>
public sealed class OdooConnector : IConnector, IDisposable
{
    private readonly HttpClient http;
    private readonly OdooCalls calls;
    private readonly OdooLookups lookups;
    private readonly OdooRecords records;
    private readonly OdooChanges changes;
    private readonly OdooWrites sender;
    private readonly OdooDescriber describer;
    private readonly OdooAccess access;
    private readonly TimeProvider clock;

    private OdooConnector(string system, OdooOptions options, HttpMessageHandler transport, TimeProvider clock, Random random)
    {
        System = system;
        WriteBatchSize = options.WriteBatchSize;
        this.clock = clock;
        http = new HttpClient(transport, disposeHandler: false) { BaseAddress = options.BaseUrl, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Harness");
        calls = new OdooCalls(system, RestService.For<IOdooClient>(http), options, clock, random);
        var query = new OdooQuery(system, calls, options.ReadPageSize);
        var schemas = new OdooSchemas(system, calls);
        lookups = new OdooLookups(query, options.DiscountProduct);
        var rights = new OdooRights(calls);
        records = new OdooRecords(system, query, lookups, new OdooDocuments(query), schemas, options);
        changes = new OdooChanges(system, query, records);
        sender = new OdooWrites(system, options, calls, query, new WriteContextReader(query, schemas, lookups), new OdooBodies(options, lookups));
        describer = new OdooDescriber(system, options, calls, query, schemas, lookups, rights);
        access = new OdooAccess(rights);
    }

    public string System { get; }

    public int WriteBatchSize { get; }

    public ApiUsage? LastUsage { get; private set; }

    public static OdooConnector Create(string system, OdooOptions options, HttpMessageHandler transport, TimeProvider clock, Random random)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        return new OdooConnector(system, options, transport, clock, random);
    }

    /// <summary>The paths of an object that this connector knows before it has read the database's fields.</summary>
    public static IReadOnlyList<string> OwnPaths(string objectType) =>
        OdooCatalogue.Find(objectType) is { } of ? [.. of.Paths.Select(rule => rule.Path)] : [];

    public string ExternalKeyPath(string objectType) => OdooCatalogue.ExternalId;

    public Task<SystemDescription> DescribeAsync(IReadOnlyCollection<string> objectTypes, CancellationToken ct) => describer.DescribeAsync(objectTypes, ct);

    public Task<ChangePage> ReadChangesAsync(ChangeRequest request, CancellationToken ct) => changes.ReadAsync(request, ct);

    public Task<IReadOnlyList<RawRecord>> ReadManyAsync(Selection selection, IReadOnlyCollection<string> ids, CancellationToken ct) =>
        records.ReadManyAsync(selection, ids, ct);

    public Task<IReadOnlyList<RawRecord>> FindManyAsync(Selection selection, IReadOnlyCollection<FindKey> keys, CancellationToken ct) =>
        records.FindManyAsync(selection, keys, ct);

    public IAsyncEnumerable<WriteReceipt> WriteManyAsync(IReadOnlyList<WriteRequest> writes, CancellationToken ct) => sender.WriteManyAsync(writes, ct);

    /// <summary>Odoo publishes no quota and counts no calls, so nothing is asked.</summary>
    public Task<ApiUsage> ReadUsageAsync(CancellationToken ct)
    {
        LastUsage = new ApiUsage(null, null, null, clock.GetUtcNow());
        return Task.FromResult(LastUsage);
    }

    public Task<IReadOnlyList<FieldProvision>> EnsureFieldsAsync(IReadOnlyList<FieldSpec> fields, CancellationToken ct) => describer.EnsureAsync(fields, ct);

    public Task<AccessReview> ReviewAccessAsync(IReadOnlyList<AccessNeed> needs, CancellationToken ct) => access.ReviewAsync(needs, ct);

    public void Dispose()
    {
        lookups.Dispose();
        calls.Dispose();
        http.Dispose();
    }
}
