using System.ComponentModel.DataAnnotations;
using Harness.Sync.Desk;

namespace Harness.Host.Settings;

/// <summary>The pages for people. On the loopback address: a reverse proxy with TLS stands in front of it.</summary>
internal sealed class DashboardSettings : IValidatableObject
{
    /// <summary>0 switches it off.</summary>
    [Range(0, 65535)]
    public int Port { get; init; }

    /// <summary>What the proxy is called outside; mails and links name it.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Where the keys of sessions and links are kept; "keys" in the configuration folder where nothing is said.</summary>
    public string? Keys { get; init; }

    /// <summary>Forms that one person may send in a minute.</summary>
    [Range(5, 10_000)]
    public int PostsPerMinute { get; init; } = 30;

    public OpenIdSettings? OpenId { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublicUrl is not null && !(PublicUrl.IsAbsoluteUri && (PublicUrl.Scheme == Uri.UriSchemeHttps || PublicUrl.IsLoopback)))
        {
            yield return new ValidationResult("PublicUrl must be an https address, like https://harness.example.com.", [nameof(PublicUrl)]);
        }
    }
}

/// <summary>The company's sign-in: OpenID Connect, code flow with PKCE.</summary>
internal sealed class OpenIdSettings : IValidatableObject
{
    [Required]
    public required Uri Authority { get; init; }

    [Required]
    public required string ClientId { get; init; }

    /// <summary>A secret: from the environment or the service's credentials, never from a file.</summary>
    public string? ClientSecret { get; init; }

    public string RoleClaim { get; init; } = "groups";

    /// <summary>By the claim's value: Viewer, Operator, Approver or Admin. Without one nobody comes in.</summary>
    public Dictionary<string, string> Roles { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (group, role) in Roles.Where(one => !Enum.TryParse<Role>(one.Value, out _)))
        {
            yield return new ValidationResult($"\"{role}\" of {group} is not one of {string.Join(", ", Enum.GetNames<Role>())}.", [nameof(Roles)]);
        }
    }
}
