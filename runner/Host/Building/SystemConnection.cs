using System.ComponentModel.DataAnnotations;
using Harness.Connectors.NetSuite;
using Harness.Connectors.Salesforce;
using Harness.Host.Settings;
using Harness.Port;
using Harness.Sync.Pacing;
using Microsoft.Extensions.Configuration;

namespace Harness.Host.Building;

/// <summary>One vendor account: its connector behind its quota. Integrations that use the same account share it.</summary>
internal sealed class SystemConnection
{
    private static readonly Dictionary<string, VendorFactory> Vendors = new(StringComparer.Ordinal)
    {
        ["salesforce"] = (name, folder, wire, clock, random) => SalesforceConnector.Create(name, Options<SalesforceOptions>(name, folder), wire, clock, random),
        ["netsuite"] = (name, folder, wire, clock, random) => NetSuiteConnector.Create(name, Options<NetSuiteOptions>(name, folder), wire, clock, random),
    };

    private delegate IConnector VendorFactory(string name, SettingsFolder folder, HttpMessageHandler wire, TimeProvider clock, Random random);

    private SystemConnection(string name, string vendor, IConnector connector, QuotaGovernor governor, CountedWire wire)
    {
        Answers = wire.Answers;
        Name = name;
        Vendor = vendor;
        Connector = connector;
        Governor = governor;
    }

    public static IReadOnlyCollection<string> VendorNames => Vendors.Keys;

    public string Name { get; }

    public string Vendor { get; }

    public IConnector Connector { get; }

    public QuotaGovernor Governor { get; }

    /// <summary>Calls by class of answer.</summary>
    public IReadOnlyDictionary<string, long> Answers { get; }

    public static SystemConnection Open(string name, SettingsFolder folder, TimeProvider clock, Random random, HttpMessageHandler wire)
    {
        var settings = folder.Settings.Systems[name];
        if (!Vendors.TryGetValue(settings.Vendor, out var create))
        {
            throw new SettingsException([$"{Place(folder, $"Systems:{name}:Vendor")}: \"{settings.Vendor}\" is not one of {string.Join(", ", Vendors.Keys)}."]);
        }

        var governor = new QuotaGovernor(name, settings.Quota, clock);
        var counted = new CountedWire(wire);
        var handler = new QuotaHandler(governor, clock, counted);
        var connector = create(name, folder, handler, clock, random);
        handler.Usage = () => connector.LastUsage;
        return new SystemConnection(name, settings.Vendor, connector, governor, counted);
    }

    private static T Options<T>(string system, SettingsFolder folder)
        where T : class
    {
        var path = $"Systems:{system}:Login";
        var login = folder.Configuration.GetSection(path);
        var shape = SettingsShape.Of(login, typeof(T), path).ToList();
        if (shape.Count > 0)
        {
            throw new SettingsException([.. shape.Select(problem => $"{Place(folder, problem.Path)}: {problem.Message}")]);
        }

        var options = login.Get<T>() ?? throw new SettingsException([$"{Place(folder, path)} is missing. {Secrets.Remedy($"{path}:NAME")}"]);
        var found = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), found, validateAllProperties: true)
            ? options
            : throw new SettingsException([.. found.Select(problem => Wrong(folder, path, problem))]);
    }

    private static string Wrong(SettingsFolder folder, string path, ValidationResult problem)
    {
        var setting = $"{path}:{string.Join(",", problem.MemberNames)}";
        return $"{Place(folder, setting)}: {problem.ErrorMessage}{(Secrets.IsSecret(setting) ? $" {Secrets.Remedy(setting)}" : string.Empty)}";
    }

    private static string Place(SettingsFolder folder, string path) =>
        $"{SettingsFolder.PlaceOf(folder.Configuration, path, Path.Combine(folder.Path, "appsettings.json"))}: {path}";
}
