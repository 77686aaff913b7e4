using System.ComponentModel.DataAnnotations;

namespace Harness.Host.Settings;

/// <summary>Where vendors tell of changes, so that these are looked at before their flow's next poll. Without a port nothing listens.</summary>
internal sealed class HintSettings : IValidatableObject
{
    /// <summary>On the loopback address: a reverse proxy with TLS stands in front of it.</summary>
    [Range(0, 65535)]
    public int Port { get; init; }

    /// <summary>What the proxy is called outside; vendors call PublicUrl/SYSTEM, and sign over it.</summary>
    public Uri? PublicUrl { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if ((Port == 0) != (PublicUrl is null))
        {
            yield return new ValidationResult("Port and PublicUrl belong together: give both, or neither.", [nameof(PublicUrl)]);
        }

        if (PublicUrl is not null && !(PublicUrl.IsAbsoluteUri && (PublicUrl.Scheme == Uri.UriSchemeHttps || PublicUrl.IsLoopback) && PublicUrl.Query.Length == 0))
        {
            yield return new ValidationResult("PublicUrl must be an https address without a query, like https://hints.example.com/harness.", [nameof(PublicUrl)]);
        }
    }
}
