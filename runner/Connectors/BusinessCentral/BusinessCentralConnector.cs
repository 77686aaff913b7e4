using System.ComponentModel.DataAnnotations;
using Harness.Port;
using Refit;

namespace Harness.Connectors.BusinessCentral;

/// <summary>Business Central as the engine sees it: the standard API v2.0 of one company, read and written in batches.</summary>
public sealed class BusinessCentralConnector : IConnector, IDisposable
{
    private const int parallelOfOneUser = 5;

    private readonly HttpClient http;
    private readonly BusinessCentralCalls calls;
    private readonly BusinessCentralService service;
    private readonly BusinessCentralLookups lookups;
    private readonly BusinessCentralRecords records;
    private readonly BusinessCentralChanges changes;
    private readonly BusinessCentralWrites sender;
    private readonly BusinessCentralDescriber describer;
    private readonly BusinessCentralAccess access;
    private readonly TimeProvider clock;

    private BusinessCentralConnector(string system, BusinessCentralOptions options, HttpMessageHandler transport, TimeProvider clock, Random random)
    {
        System = system;
        WriteBatchSize = options.BatchSize;
        this.clock = clock;
        http = new HttpClient(new BusinessCentralAuth(system, options, transport, clock), disposeHandler: false)
        {
            BaseAddress = options.Root,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        calls = new BusinessCentralCalls(system, RestService.For<IBusinessCentralClient>(http), options.MaxConcurrency, clock, random);
        service = new BusinessCentralService(system, calls, options);
        lookups = new BusinessCentralLookups(service);
        var rows = new BusinessCentralRows(system, service, lookups, clock);
        records = new BusinessCentralRecords(system, service, rows);
        changes = new BusinessCentralChanges(system, service, records, rows);
        sender = new BusinessCentralWrites(system, service, new WriteContextReader(service, records, lookups));
        describer = new BusinessCentralDescriber(system, service, new BusinessCentralMetadata(system, calls), lookups, options);
        access = new BusinessCentralAccess(service);
    }

    public string System { get; }

    public int WriteBatchSize { get; }

    /// <summary>The service tells no counters.</summary>
    public ApiUsage? LastUsage => null;

    public static BusinessCentralConnector Create(string system, BusinessCentralOptions options, HttpMessageHandler transport, TimeProvider clock, Random random)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        return new BusinessCentralConnector(system, options, transport, clock, random);
    }

    public string ExternalKeyPath(string objectType) => BusinessCentralCatalogue.KeyPath;

    public Task<SystemDescription> DescribeAsync(IReadOnlyCollection<string> objectTypes, CancellationToken ct) => describer.DescribeAsync(objectTypes, ct);

    public Task<ChangePage> ReadChangesAsync(ChangeRequest request, CancellationToken ct) => changes.ReadAsync(request, ct);

    public Task<IReadOnlyList<RawRecord>> ReadManyAsync(Selection selection, IReadOnlyCollection<string> ids, CancellationToken ct) =>
        records.ReadManyAsync(selection, ids, ct);

    public Task<IReadOnlyList<RawRecord>> FindManyAsync(Selection selection, IReadOnlyCollection<FindKey> keys, CancellationToken ct) =>
        records.FindManyAsync(selection, keys, ct);

    public IAsyncEnumerable<WriteReceipt> WriteManyAsync(IReadOnlyList<WriteRequest> writes, CancellationToken ct) => sender.WriteManyAsync(writes, ct);

    public Task<ApiUsage> ReadUsageAsync(CancellationToken ct) => Task.FromResult(new ApiUsage(null, null, parallelOfOneUser, clock.GetUtcNow()));

    public Task<IReadOnlyList<FieldProvision>> EnsureFieldsAsync(IReadOnlyList<FieldSpec> fields, CancellationToken ct) => describer.EnsureAsync(fields, ct);

    public Task<AccessReview> ReviewAccessAsync(IReadOnlyList<AccessNeed> needs, CancellationToken ct) => access.ReviewAsync(needs, ct);

    public void Dispose()
    {
        lookups.Dispose();
        service.Dispose();
        calls.Dispose();
        http.Dispose();
    }
}
