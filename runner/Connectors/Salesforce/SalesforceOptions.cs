using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;

namespace Harness.Connectors.Salesforce;

/// <summary>
/// One Salesforce org. With a private key the login is a JWT bearer assertion for <see cref="Username"/>; without, it
/// is client credentials on the org's My Domain host.
/// </summary>
public sealed class SalesforceOptions : IValidatableObject
{
    public const string CurrentApiVersion = "67.0";

    [RegularExpression(@"^\d{2,3}\.0$", ErrorMessage = "ApiVersion must look like 67.0.")]
    public string ApiVersion { get; set; } = CurrentApiVersion;

    /// <summary>https://acme.my.salesforce.com; client credentials work on the org's My Domain host only.</summary>
    [Required]
    public required Uri LoginUrl { get; set; }

    [Required]
    public required string ClientId { get; set; }

    public string? ClientSecret { get; set; }

    public string? Username { get; set; }

    public string? PrivateKeyPem { get; set; }

    /// <summary>https://test.salesforce.com for a sandbox.</summary>
    [Required]
    public string Audience { get; set; } = "https://login.salesforce.com";

    /// <summary>How long an answer is waited for; a query may take longer. A write whose answer does not come in it is looked up before anything is sent again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:15:00")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(60);

    internal bool UsesPrivateKey => !string.IsNullOrWhiteSpace(PrivateKeyPem);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsSafe(LoginUrl))
        {
            yield return new("LoginUrl must be an absolute https address; http is allowed for this machine only.", [nameof(LoginUrl)]);
        }

        if (UsesPrivateKey && string.IsNullOrWhiteSpace(Username))
        {
            yield return new("Username is needed with PrivateKeyPem: the assertion names the integration user.", [nameof(Username)]);
        }

        if (UsesPrivateKey && !IsRsaKey(PrivateKeyPem!))
        {
            yield return new("PrivateKeyPem is not an RSA private key in PEM form.", [nameof(PrivateKeyPem)]);
        }

        if (!UsesPrivateKey && string.IsNullOrWhiteSpace(ClientSecret))
        {
            yield return new("Give ClientSecret (client credentials) or PrivateKeyPem with Username (JWT bearer).", [nameof(ClientSecret)]);
        }
    }

    internal static bool IsSafe(Uri? address) =>
        address is { IsAbsoluteUri: true, UserInfo: "" }
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private static bool IsRsaKey(string pem)
    {
        using var key = RSA.Create();
        try
        {
            key.ImportFromPem(pem);
            return true;
        }
        catch (Exception ex) when (ex is ArgumentException or CryptographicException)
        {
            return false;
        }
    }
}
