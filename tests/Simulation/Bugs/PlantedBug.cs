using Harness.Core.Mapping;
using Harness.Port;
using Harness.Sync;
using Harness.Sync.Crashes;
using Harness.Sync.Ledger;

namespace Harness.Simulation.Bugs;

/// <summary>A known mistake put around the runner from outside; by itself it is none.</summary>
internal sealed record PlantedBug(string Name)
{
    public static readonly PlantedBug None = new("none");

    /// <summary>Nobody waits for the vendor's permission.</summary>
    public bool IgnoresQuota { get; init; }

    /// <summary>The successor and the one that was frozen work under the same number.</summary>
    public bool SharesLease { get; init; }

    /// <summary>A runner freezes past its lease and thaws, so that its late outcomes come in.</summary>
    public bool Freezes { get; init; }

    public Func<ILedger, CrashPoints, ILedger> LedgerDouble { get; init; } = (ledger, _) => ledger;

    public Func<IConnector, TimeProvider, IConnector> ConnectorDouble { get; init; } = (connector, _) => connector;

    public Func<HttpMessageHandler, HttpMessageHandler> WireDouble { get; init; } = wire => wire;

    public Func<SyncOptions, SyncOptions> OptionsDouble { get; init; } = options => options;

    public Func<MappingMatrix, MappingMatrix> MatrixDouble { get; init; } = matrix => matrix;

    public ILedger Around(ILedger ledger, CrashPoints points) => LedgerDouble(ledger, points);

    public IConnector Around(IConnector connector, TimeProvider clock) => ConnectorDouble(connector, clock);

    public HttpMessageHandler Of(HttpMessageHandler wire) => WireDouble(wire);

    public SyncOptions Of(SyncOptions options) => OptionsDouble(options);

    public MappingMatrix Of(MappingMatrix matrix) => MatrixDouble(matrix);
}
