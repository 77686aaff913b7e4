namespace Harness.Simulators.HubSpot.Catalog;

/// <summary>How this portal is set up. People change it while it runs through the action "set-preference".</summary>
internal sealed class PortalSettings
{
    public const string HomeCurrency = "EUR";
    public const string TimeZone = "UTC";
    public const long PortalId = 147_201_337;

    /// <summary>How long after a change searches show it.</summary>
    public TimeSpan IndexLag { get; set; } = TimeSpan.Zero;

    /// <summary>Calls of a private app in any ten seconds (Professional and Enterprise).</summary>
    public int PrivateBurst { get; set; } = 190;

    /// <summary>Calls of an OAuth app in any ten seconds.</summary>
    public int OAuthBurst { get; set; } = 110;

    /// <summary>Searches in any second, all apps of the account together.</summary>
    public int SearchesPerSecond { get; set; } = 5;

    public int Daily { get; set; } = 625_000;

    /// <summary>Whether a refused call says how long to wait; the vendor does not promise it.</summary>
    public bool SaysRetryAfter { get; set; }

    /// <summary>A beta of some portals: after a merge the primary record keeps its id.</summary>
    public bool KeepsPrimaryId { get; set; }

    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromSeconds(1800);

    /// <summary>Scopes that the app was not granted.</summary>
    public HashSet<string> Denied { get; } = new(StringComparer.Ordinal);
}
