using System.ComponentModel.DataAnnotations;

namespace Harness.Connectors.NetSuite;

/// <summary>One NetSuite account and the integration record that speaks for us there (OAuth 2.0 machine-to-machine).</summary>
public sealed class NetSuiteOptions : IValidatableObject
{
    /// <summary>As NetSuite writes it: "1234567" or "1234567_SB1".</summary>
    [Required]
    [RegularExpression("^[A-Za-z0-9]+([_-][A-Za-z0-9]+)*$", ErrorMessage = "Account must look like 1234567 or 1234567_SB1.")]
    public required string Account { get; init; }

    /// <summary>Only where the account is not reached under its own host name.</summary>
    public Uri? BaseUrl { get; init; }

    [Required]
    public required string ClientId { get; init; }

    /// <summary>"Certificate ID" of the OAuth 2.0 client credentials setup page.</summary>
    [Required]
    public required string CertificateId { get; init; }

    /// <summary>PKCS#8 ("BEGIN PRIVATE KEY"), EC P-256 or RSA.</summary>
    [Required]
    public required string PrivateKeyPem { get; init; }

    /// <summary>Internal id of the subsidiary of new customers and contacts; empty where the account is not OneWorld.</summary>
    public string Subsidiary { get; init; } = "1";

    /// <summary>Name of the discount item that line and header discounts are written with.</summary>
    [Required]
    public string DiscountItem { get; init; } = "DISCOUNT";

    /// <summary>Calls in flight at most. The account's own limit covers all of its integrations together.</summary>
    [Range(1, 50)]
    public int MaxConcurrency { get; init; } = 4;

    [Range(2, 1000)]
    public int ReadPageSize { get; init; } = 1000;

    /// <summary>How long an answer is waited for. A write whose answer does not come in it is looked up before anything is sent again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:15:00")]
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    internal Uri Root => BaseUrl
        ?? new Uri($"https://{Account.ToLowerInvariant().Replace('_', '-')}.suitetalk.api.netsuite.com");

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BaseUrl is { } url && (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))))
        {
            yield return new ValidationResult("BaseUrl must be an absolute https address; http is allowed for this machine only.", [nameof(BaseUrl)]);
        }
    }

    public override string ToString() => $"NetSuite account {Account}";
}
