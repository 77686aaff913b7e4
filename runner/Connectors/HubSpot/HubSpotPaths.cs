namespace Harness.Connectors.HubSpot;

/// <summary>The one place that knows how the generations of the API spell their paths.</summary>
internal sealed class HubSpotPaths(string version)
{
    private const string Legacy = "v3";

    private readonly bool isLegacy = version == Legacy;

    public string Version => version;

    public string Account => isLegacy ? "account-info/v3" : $"account-info/{version}";

    public string OAuth => isLegacy ? "oauth/v1" : $"oauth/{version}";

    public string Objects(string type) => isLegacy ? $"crm/v3/objects/{type}" : $"crm/objects/{version}/{type}";

    public string Properties(string type) => isLegacy ? $"crm/v3/properties/{type}" : $"crm/properties/{version}/{type}";

    public string Pipelines(string type) => isLegacy ? $"crm/v3/pipelines/{type}" : $"crm/pipelines/{version}/{type}";

    /// <summary>Associations were already at v4 when objects were at v3.</summary>
    public string Associations(string from, string to) => isLegacy ? $"crm/v4/associations/{from}/{to}" : $"crm/associations/{version}/{from}/{to}";
}
