using System.ComponentModel.DataAnnotations;
using Harness.Port;
using Refit;

namespace Harness.Connectors.HubSpot;

/// <summary>One HubSpot account behind the port.</summary>
public sealed class HubSpotConnector : IConnector, IChangeHints
{
    private readonly HubSpotPaths paths;
    private readonly IHubSpotClient client;
    private readonly HubSpotCalls calls;
    private readonly HubSpotReads reads;
    private readonly HubSpotFinds finds;
    private readonly HubSpotChanges changes;
    private readonly HubSpotWrites writes;
    private readonly HubSpotDescribe describe;
    private readonly HubSpotFields fields;
    private readonly HubSpotAccess access;
    private readonly HubSpotHints hints;

    private HubSpotConnector(string system, HubSpotOptions options, HubSpotAuth auth, HubSpotPaths paths, IHubSpotClient client, HubSpotCalls calls, TimeProvider clock)
    {
        System = system;
        this.paths = paths;
        this.client = client;
        this.calls = calls;
        var metadata = new HubSpotMetadata(system, paths, client, calls, auth);
        var associations = new HubSpotAssociations(paths, client, calls);
        var prices = new HubSpotPrices(metadata);
        var recent = new HubSpotRecent(clock);
        reads = new HubSpotReads(system, paths, client, calls, associations, prices);
        finds = new HubSpotFinds(paths, client, calls, reads, metadata, recent, options.MostListed);
        changes = new HubSpotChanges(system, paths, client, calls, reads, options.ArchivedEvery);
        writes = new HubSpotWrites(system, paths, client, calls, prices, associations, recent);
        describe = new HubSpotDescribe(paths, metadata);
        fields = new HubSpotFields(system, paths, client, calls, metadata);
        access = new HubSpotAccess(options, client, calls, auth);
        hints = new HubSpotHints(options.ClientSecret);
    }

    public string System { get; }

    public int WriteBatchSize => HubSpotReads.InputsInCall;

    public ApiUsage? LastUsage => calls.LastUsage;

    /// <param name="transport">What finally sends. A <see cref="ConnectorException"/> from it means that the call was not sent.</param>
    public static HubSpotConnector Create(string system, HubSpotOptions options, HttpMessageHandler transport, TimeProvider clock, Random random)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        var paths = new HubSpotPaths(options.ApiVersion);
        var auth = new HubSpotAuth(system, options, paths, clock, new HubSpotPace(options, clock, transport));
        var http = new HttpClient(auth, disposeHandler: false) { BaseAddress = options.BaseUrl, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Add("Accept", "application/json");
        return new HubSpotConnector(system, options, auth, paths, RestService.For<IHubSpotClient>(http), new HubSpotCalls(system, clock, random), clock);
    }

    public string ExternalKeyPath(string objectType) => HubSpotObjects.ExternalKey;

    public Task<SystemDescription> DescribeAsync(IReadOnlyCollection<string> objectTypes, CancellationToken ct) => describe.DescribeAsync(objectTypes, ct);

    public Task<ChangePage> ReadChangesAsync(ChangeRequest request, CancellationToken ct) => changes.ReadAsync(request, ct);

    public Task<IReadOnlyList<RawRecord>> ReadManyAsync(Selection selection, IReadOnlyCollection<string> ids, CancellationToken ct) =>
        reads.ReadManyAsync(selection, ids, ct);

    public Task<IReadOnlyList<RawRecord>> FindManyAsync(Selection selection, IReadOnlyCollection<FindKey> keys, CancellationToken ct) =>
        finds.FindManyAsync(selection, keys, ct);

    public IAsyncEnumerable<WriteReceipt> WriteManyAsync(IReadOnlyList<WriteRequest> writes, CancellationToken ct) => this.writes.WriteAsync(writes, ct);

    /// <summary>Only private apps have a daily limit; an OAuth app's answer is what it says of the account's.</summary>
    public async Task<ApiUsage> ReadUsageAsync(CancellationToken ct)
    {
        var answer = await calls.ReadAsync(token => client.Usage(paths.Account, token), ct).ConfigureAwait(false);
        var daily = answer.Body.Rows("results").FirstOrDefault();
        return long.TryParse(daily.Text("usageLimit"), out var limit) && long.TryParse(daily.Text("currentUsage"), out var used)
            ? new ApiUsage(used, limit, null, answer.ServerTime)
            : throw calls.Unexpected("the question for its usage");
    }

    public Task<AccessReview> ReviewAccessAsync(IReadOnlyList<AccessNeed> needs, CancellationToken ct) => access.ReviewAsync(needs, ct);

    public Task<IReadOnlyList<FieldProvision>> EnsureFieldsAsync(IReadOnlyList<FieldSpec> fields, CancellationToken ct) => this.fields.EnsureAsync(fields, ct);

    public HintAnswer Receive(HintDelivery delivery, DateTimeOffset now) => hints.Receive(delivery, now);

    /// <summary>The app itself says what it is told of and where; no call can change it.</summary>
    public Task<DateTimeOffset> SubscribeAsync(Uri publicUrl, IReadOnlyCollection<string> objectTypes, CancellationToken ct) => Task.FromResult(DateTimeOffset.MaxValue);
}
