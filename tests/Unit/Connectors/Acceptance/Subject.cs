using System.Text.Json.Nodes;
using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Host.Building;
using Harness.Host.Commands;
using Harness.Host.Demo;
using Harness.Host.Settings;
using Harness.Host.Vendors;
using Harness.Port;
using Harness.Simulators.Behaviours;
using Harness.Unit.Connectors.NetSuite;

namespace Harness.Unit.Connectors.Acceptance;

/// <summary>
/// One connector on its simulator in this process: connected as the runner connects it, and asked for what the preset
/// matrix has it do with an account. Nothing here is about one vendor.
/// </summary>
internal sealed class Subject : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harness-acceptance-");
    private readonly InProcessTransport _transport;
    private readonly Vendor _vendor;
    private readonly SystemRole _role;

    public Subject(string vendor)
    {
        _vendor = KnownVendors.All[vendor];
        _role = _vendor.Role;
        var (crm, erp) = KnownVendors.Pairs.First(pair => pair.Crm == vendor || pair.Erp == vendor);
        Clock = new SimulatedClock(TimeProvider.System);
        System = Simulators.Vendors.All[vendor](Clock, new Journal(Clock));
        _transport = new InProcessTransport(System, Latency.None);
        InitCommand.Write(_folder.FullName, crm, erp, new DateOnly(2026, 1, 1));
        Matrix = MappingMatrix.Load(_folder.FullName, crm, erp).Matrix ?? throw new InvalidOperationException($"The matrix of {crm} and {erp} does not load.");
        Wire = new TamperedWire(_transport);
        Connector = Connect(Wire, Login(System.Credentials).Secrets());
    }

    public TamperedWire Wire { get; }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public SimulatedSystem System { get; }

    public SimulatedClock Clock { get; }

    public MappingMatrix Matrix { get; }

    public IConnector Connector { get; }

    /// <summary>An account of a CRM, a customer of an ERP.</summary>
    public string Object => Matrix.Entities["account"].ObjectIn(_role);

    public string Name => PathOf("name");

    public string Phone => PathOf("phone");

    public string KeyPath => Connector.ExternalKeyPath(Object);

    public Selection Selection => new(Object, Name, Phone);

    public IReadOnlyCollection<string> Objects => ConfiguredRunner.Objects(Matrix, _role);

    public IReadOnlyList<string> Secrets => [.. Login(System.Credentials).Secrets().Select(secret => secret.Value!)];

    /// <summary>What a matrix needs of this side, as check finds it.</summary>
    public IReadOnlyList<FieldSpec> Missing(SystemDescription described) => MatrixCheck.MissingCustomFields(Matrix, described, _role);

    /// <summary>Described and provided with the custom fields of the matrix, as check --fix leaves it.</summary>
    public async Task<SystemDescription> ReadyAsync()
    {
        var described = await Connector.DescribeAsync(Objects, Ct);
        if (Missing(described) is { Count: > 0 } missing)
        {
            (await Connector.EnsureFieldsAsync(missing, Ct)).Where(provision => provision.State == FieldProvisionState.MustBeCreatedByHand)
                .Select(provision => provision.Instruction).ShouldBeEmpty();
            described = await Connector.DescribeAsync(Objects, Ct);
        }

        return described;
    }

    /// <summary>The same login with every secret wrong.</summary>
    public (IConnector Connector, IReadOnlyList<string> Secrets) Stranger()
    {
        var wrong = Login(System.Credentials).Secrets().Select(secret => KeyValuePair.Create(secret.Key, (string?)Wrong(secret.Value!))).ToList();
        return (Connect(_transport, wrong), [.. wrong.Select(secret => secret.Value!)]);
    }

    public string PathOf(string field) => Matrix.Entities["account"].Rows.Single(row => row.Field == field).PathsIn(_role)[0];

    public WriteRequest New(string name, params (string Path, JsonNode? Value)[] values) => new(
        $"make {name}", Object, null, new ExternalKey(KeyPath, KeyOf(name)),
        values.Prepend((Name, name)).ToDictionary(value => value.Item1, value => value.Item2), []);

    public WriteRequest Change(string id, params (string Path, JsonNode? Value)[] values) =>
        new($"change {id}", Object, id, null, values.ToDictionary(value => value.Path, value => value.Value), []);

    /// <summary>As the engine makes them: integration, entity, the other side's id.</summary>
    public static string KeyOf(string name) => $"main-acc-{string.Concat(name.Where(char.IsAsciiLetterOrDigit))}";

    public async Task<IReadOnlyDictionary<string, WriteReceipt>> WriteAsync(params IReadOnlyList<WriteRequest> writes)
    {
        var receipts = new Dictionary<string, WriteReceipt>();
        await foreach (var receipt in Connector.WriteManyAsync(writes, Ct))
        {
            receipts.Add(receipt.Key, receipt);
        }

        return receipts;
    }

    public async Task<WriteReceipt> WriteOneAsync(WriteRequest write) => (await WriteAsync(write))[write.Key];

    public async Task<string> MadeAsync(string name, params (string Path, JsonNode? Value)[] values)
    {
        var receipt = await WriteOneAsync(New(name, values));
        receipt.Status.ShouldBe(WriteStatus.Written, receipt.Fault?.Message);
        return receipt.Ref!.Id;
    }

    public async Task<RawRecord> ReadAsync(string id) => (await Connector.ReadManyAsync(Selection, [id], Ct)).ShouldHaveSingleItem();

    public Task<IReadOnlyList<RawRecord>> FindAsync(string name) => Connector.FindManyAsync(Selection, [new FindKey(KeyPath, KeyOf(name))], Ct);

    /// <summary>Everything that the feed has from a cursor on, and the cursor to go on from.</summary>
    public async Task<(IReadOnlyList<RawRecord> Records, string Cursor)> DrainAsync(string? cursor, DateTimeOffset? from = null)
    {
        var records = new List<RawRecord>();
        while (true)
        {
            var request = new ChangeRequest(new ChangeSource("accounts", Selection), cursor, from ?? Clock.GetUtcNow().AddDays(-30), TimeSpan.FromSeconds(30));
            var page = await Connector.ReadChangesAsync(request, Ct);
            records.AddRange(page.Records);
            cursor = page.Cursor;
            if (!page.HasMore)
            {
                return (records, cursor);
            }
        }
    }

    public void PersonRenames(string id, string name)
    {
        lock (System.Gate)
        {
            System.PersonEdits(Object, id, new JsonObject { [Name] = name });
        }
    }

    public void PersonDoes(string act, JsonObject input)
    {
        lock (System.Gate)
        {
            System.Actions[act](input);
        }
    }

    public void PersonDeletes(string id)
    {
        lock (System.Gate)
        {
            System.PersonDeletes(Object, id);
        }
    }

    /// <summary>Time passes at the vendor, so that what comes later has a later stamp.</summary>
    public void Later() => Clock.Advance(TimeSpan.FromMinutes(2));

    public void Arm(string kind, string? operation = null, int times = 1, JsonObject? options = null) =>
        System.Faults.Arm(new FaultOrder(kind, operation, Times: times, Options: options));

    public void Dispose()
    {
        (Connector as IDisposable)?.Dispose();
        (System as IDisposable)?.Dispose();
        Wire.Dispose();
        _folder.Delete(recursive: true);
    }

    private SimulatedLogin Login(JsonObject credentials) => new(_vendor, "https://simulated.example", credentials);

    private IConnector Connect(HttpMessageHandler wire, IEnumerable<KeyValuePair<string, string?>> secrets)
    {
        var file = Path.Combine(_folder.FullName, "appsettings.json");
        var settings = JsonNode.Parse(File.ReadAllText(file))!;
        settings["Systems"]![_vendor.Name]!["Login"] = Login(System.Credentials).Settings();
        File.WriteAllText(file, settings.ToJsonString());
        return _vendor.Connect(_vendor.Name, SettingsFolder.Open(_folder.FullName, secrets.ToDictionary()), wire, new HurriedClock(), new Random(7));
    }

    /// <summary>Of the right form, and nobody's.</summary>
    private string Wrong(string secret)
    {
        if (!secret.Contains("PRIVATE KEY", StringComparison.Ordinal))
        {
            return new string('x', secret.Length);
        }

        var stranger = Simulators.Vendors.All[_vendor.Name](Clock, new Journal(Clock));
        var key = Login(stranger.Credentials).Secrets().Single(other => other.Value!.Contains("PRIVATE KEY", StringComparison.Ordinal)).Value!;
        (stranger as IDisposable)?.Dispose();
        return key;
    }
}
