using Harness.Simulators.Behaviours;
using Harness.Simulators.BusinessCentral.Webhooks;

namespace Harness.Simulators.BusinessCentral;

/// <summary>How this environment is set up. People change it while it runs through the action "set-preference".</summary>
public sealed class BusinessCentralOptions
{
    public string Tenant { get; set; } = "6b1fd0a5-8c66-4e6e-9a3c-0f5d0f2b7c11";

    public string Environment { get; set; } = "Production";

    public string Company { get; set; } = "CRONUS DE";

    public string LocalCurrency { get; set; } = "EUR";

    /// <summary>"Manual Nos." of the number series of customers and contacts: whether callers may name a number.</summary>
    public bool ManualNumbers { get; set; } = true;

    /// <summary>Percent on every line; the company sells without tax until someone says otherwise.</summary>
    public decimal TaxRate { get; set; }

    /// <summary>Requests of one user in five minutes.</summary>
    public int RateLimit { get; set; } = 6000;

    /// <summary>Five run, ninety-five wait in the queue.</summary>
    public int ConnectionLimit { get; set; } = 100;

    public int BatchLimit { get; set; } = 100;

    public int PageLimit { get; set; } = 20_000;

    public int SubscriptionLimit { get; set; } = 200;

    /// <summary>Changes of one resource between two deliveries above which one "collection" notice goes out.</summary>
    public int CollectionThreshold { get; set; } = 1000;

    public TimeSpan NoticeDelay { get; set; } = TimeSpan.FromSeconds(30);

    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How a receiver of notices is called, with the body or, for the handshake, without one.</summary>
    public Func<Uri, string?, VendorResponse?> Notify { get; set; } = HttpNotifier.Send;

    /// <summary>Entity sets that the application's permission sets do not cover.</summary>
    public ISet<string> Denied { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Properties, as "set.property", that an update took away.</summary>
    public ISet<string> RemovedProperties { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
}
