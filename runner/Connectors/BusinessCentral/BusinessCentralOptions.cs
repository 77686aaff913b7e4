using System.ComponentModel.DataAnnotations;

namespace Harness.Connectors.BusinessCentral;

/// <summary>One company of one Business Central environment, and the Entra application that speaks for us there.</summary>
public sealed class BusinessCentralOptions : IValidatableObject
{
    /// <summary>Directory (tenant) id of the company in Microsoft Entra.</summary>
    [Required]
    [RegularExpression("^[0-9A-Za-z][0-9A-Za-z.-]*$", ErrorMessage = "Tenant must be a tenant id or a domain such as contoso.onmicrosoft.com.")]
    public required string Tenant { get; init; }

    /// <summary>"Production", or the name of a sandbox.</summary>
    [Required]
    [RegularExpression("^[0-9A-Za-z_-]+$", ErrorMessage = "Environment must be the environment's name as the admin center shows it.")]
    public required string Environment { get; init; }

    /// <summary>Name or id of the company; an environment holds several.</summary>
    [Required]
    public required string Company { get; init; }

    [Required]
    public required string ClientId { get; init; }

    [Required]
    public required string ClientSecret { get; init; }

    /// <summary>Only where the service is not reached under its own host name.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>Only where the login is neither Microsoft's own nor at BaseUrl.</summary>
    public Uri? LoginUrl { get; init; }

    /// <summary>Calls in flight at most: the service runs five of one user at a time and lets the others queue.</summary>
    [Range(1, 5)]
    public int MaxConcurrency { get; init; } = 4;

    /// <summary>Operations in one $batch; the service takes a hundred.</summary>
    [Range(1, 100)]
    public int BatchSize { get; init; } = 100;

    [Range(1, 20_000)]
    public int ReadPageSize { get; init; } = 5000;

    internal Uri Root => new(BaseUrl ?? new Uri("https://api.businesscentral.dynamics.com"), $"/v2.0/{Tenant}/{Environment}/api/v2.0");

    internal Uri TokenUrl => new(LoginUrl ?? BaseUrl ?? new Uri("https://login.microsoftonline.com"), $"/{Tenant}/oauth2/v2.0/token");

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, value) in new[] { (nameof(BaseUrl), BaseUrl), (nameof(LoginUrl), LoginUrl) })
        {
            if (value is { } url && (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))))
            {
                yield return new ValidationResult($"{name} must be an absolute https address; http is allowed for this machine only.", [name]);
            }
        }
    }

    public override string ToString() => $"Business Central {Environment}, company {Company}";
}
