using Harness.Core.Records;
using Harness.Host.Settings;
using Harness.Port;

namespace Harness.Host.Vendors;

internal delegate IConnector ConnectorFactory(string name, SettingsFolder folder, HttpMessageHandler wire, TimeProvider clock, Random random);

/// <summary>What the program knows of a vendor beside its connector: how to reach it, and what init asks a company for.</summary>
/// <param name="Name">The column of the matrix, the name of the simulator, the value of Systems:NAME:Vendor.</param>
/// <param name="Title">As people write it.</param>
internal sealed record Vendor(string Name, string Title, SystemRole Role, ConnectorFactory Connect)
{
    /// <summary>The login's setting that says where the system is.</summary>
    public required string Address { get; init; }

    /// <summary>The login as init writes it. A company fills in what is its own; what is empty must be filled in.</summary>
    public required IReadOnlyList<(string Setting, string Value)> Login { get; init; }

    /// <summary>Settings of the login that never stand in a file.</summary>
    public required IReadOnlyList<string> Secrets { get; init; }

    /// <summary>Calls at once: what init grants, since others use the account too, and where the account is ours alone.</summary>
    public required (int Shared, int Alone) Concurrency { get; init; }

    /// <summary>The login's own setting for it, where it has one.</summary>
    public string? ConcurrencySetting { get; init; }

    /// <summary>Where a person sees a record in the vendor's own screens, by the login's settings; null where the address cannot be told from them.</summary>
    public Func<RecordRef, Func<string, string?>, string?>? Page { get; init; }

    public CallFacts Calls { get; init; } = new();
}
