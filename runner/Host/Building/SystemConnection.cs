using Harness.Host.Settings;
using Harness.Host.Vendors;
using Harness.Port;
using Harness.Sync.Pacing;

namespace Harness.Host.Building;

/// <summary>One vendor account: its connector behind its quota. Integrations that use the same account share it.</summary>
internal sealed class SystemConnection
{
    private SystemConnection(string name, string vendor, IConnector connector, QuotaGovernor governor, CountedWire wire)
    {
        Answers = wire.Answers;
        Name = name;
        Vendor = vendor;
        Connector = connector;
        Governor = governor;
    }

    public string Name { get; }

    public string Vendor { get; }

    public IConnector Connector { get; }

    public QuotaGovernor Governor { get; }

    /// <summary>Calls by class of answer.</summary>
    public IReadOnlyDictionary<string, long> Answers { get; }

    public static SystemConnection Open(string name, SettingsFolder folder, TimeProvider clock, Random random, HttpMessageHandler wire)
    {
        var settings = folder.Settings.Systems[name];
        if (!KnownVendors.All.TryGetValue(settings.Vendor, out var vendor))
        {
            throw new SettingsException([$"{LoginSettings.Place(folder, $"Systems:{name}:Vendor")}: \"{settings.Vendor}\" is not one of {string.Join(", ", KnownVendors.All.Keys)}."]);
        }

        var governor = new QuotaGovernor(name, settings.Quota, clock);
        var counted = new CountedWire(wire);
        var handler = new QuotaHandler(governor, clock, counted);
        var connector = vendor.Connect(name, folder, handler, clock, random);
        handler.Usage = () => connector.LastUsage;
        return new SystemConnection(name, settings.Vendor, connector, governor, counted);
    }
}
