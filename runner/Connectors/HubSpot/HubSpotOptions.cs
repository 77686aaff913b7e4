using System.ComponentModel.DataAnnotations;

namespace Harness.Connectors.HubSpot;

/// <summary>
/// One HubSpot account. With an access token the login is a service key or a private app; with client id, secret and
/// refresh token it is an OAuth app, whose tokens are renewed.
/// </summary>
public sealed class HubSpotOptions : IValidatableObject
{
    public const string CurrentApiVersion = "2026-09";

    /// <summary>The dated paths, or "v3" for accounts and tools that still need the generation before.</summary>
    [RegularExpression(@"^(20\d\d-\d\d|v3)$", ErrorMessage = "ApiVersion must look like 2026-09, or be v3.")]
    public string ApiVersion { get; set; } = CurrentApiVersion;

    [Required]
    public Uri BaseUrl { get; set; } = new("https://api.hubapi.com");

    /// <summary>Refuses to work in any other account; empty takes the account that the login leads to.</summary>
    public long? PortalId { get; set; }

    public string? AccessToken { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    public string? RefreshToken { get; set; }

    /// <summary>Our share of what the account may call in any ten seconds (100 to 190 for a private app, 110 for an OAuth app).</summary>
    [Range(10, 250)]
    public int CallsPerTenSeconds { get; set; } = 90;

    /// <summary>Our share of the five searches a second that all apps of the account have together.</summary>
    [Range(1, 5)]
    public int SearchesPerSecond { get; set; } = 4;

    /// <summary>Up to so many records of an object are read through from the store to find one by a key that is not unique; beyond, the search index is asked.</summary>
    [Range(0, 100_000)]
    public int MostListed { get; set; } = 2_000;

    /// <summary>How long an archived record may go unnoticed. Listing them is a call of its own with each poll; zero lists them every time.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan ArchivedEvery { get; set; }

    internal bool UsesOAuth => !string.IsNullOrWhiteSpace(RefreshToken);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsSafe(BaseUrl))
        {
            yield return new("BaseUrl must be an absolute https address; http is allowed for this machine only.", [nameof(BaseUrl)]);
        }

        if (UsesOAuth && !string.IsNullOrWhiteSpace(AccessToken))
        {
            yield return new("Give either AccessToken or RefreshToken: it must be clear who is logged in.", [nameof(AccessToken)]);
        }

        if (UsesOAuth && (string.IsNullOrWhiteSpace(ClientId) || string.IsNullOrWhiteSpace(ClientSecret)))
        {
            yield return new("RefreshToken needs the ClientId and ClientSecret of its app.", [nameof(ClientSecret)]);
        }

        if (!UsesOAuth && string.IsNullOrWhiteSpace(AccessToken))
        {
            yield return new("Give AccessToken (service key or private app) or RefreshToken with ClientId and ClientSecret (OAuth app).", [nameof(AccessToken)]);
        }
    }

    public override string ToString() => $"HubSpot account {PortalId}";

    private static bool IsSafe(Uri? address) =>
        address is { IsAbsoluteUri: true, UserInfo: "" }
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
