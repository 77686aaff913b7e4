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
    private static readonly Dictionary<string, Func<string, IConfiguration, HttpMessageHandler, TimeProvider, Random, IConnector>> Vendors = new(StringComparer.Ordinal)
    {
        ["salesforce"] = (name, login, wire, clock, random) => SalesforceConnector.Create(name, Options<SalesforceOptions>(name, login), wire, clock, random),
        ["netsuite"] = (name, login, wire, clock, random) => NetSuiteConnector.Create(name, Options<NetSuiteOptions>(name, login), wire, clock, random),
    };

    private SystemConnection(string name, string vendor, IConnector connector, QuotaGovernor governor)
    {
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

    public static SystemConnection Open(string name, SettingsFolder folder, TimeProvider clock, Random random, HttpMessageHandler wire)
    {
        var settings = folder.Settings.Systems[name];
        if (!Vendors.TryGetValue(settings.Vendor, out var create))
        {
            throw new SettingsException([$"Systems:{name}:Vendor: \"{settings.Vendor}\" is not one of {string.Join(", ", Vendors.Keys)}."]);
        }

        var governor = new QuotaGovernor(name, settings.Quota, clock);
        var handler = new QuotaHandler(governor, clock, wire);
        var connector = create(name, folder.Configuration.GetSection($"Systems:{name}:Login"), handler, clock, random);
        handler.Usage = () => connector.LastUsage;
        return new SystemConnection(name, settings.Vendor, connector, governor);
    }

    private static T Options<T>(string system, IConfiguration login)
        where T : class
    {
        try
        {
            var options = login.Get<T>(binder => binder.ErrorOnUnknownConfiguration = true)
                ?? throw new SettingsException([$"Systems:{system}:Login is missing. Secrets are set as HARNESS__Systems__{system}__Login__NAME."]);
            var found = new List<ValidationResult>();
            return Validator.TryValidateObject(options, new ValidationContext(options), found, validateAllProperties: true)
                ? options
                : throw new SettingsException([.. found.Select(problem =>
                    $"Systems:{system}:Login:{string.Join(",", problem.MemberNames)}: {problem.ErrorMessage} Secrets are set as HARNESS__Systems__{system}__Login__NAME.")]);
        }
        catch (InvalidOperationException wrong)
        {
            throw new SettingsException([$"Systems:{system}:Login: {(wrong.InnerException ?? wrong).Message}"]);
        }
    }
}
