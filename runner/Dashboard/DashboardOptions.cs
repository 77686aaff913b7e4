namespace Harness.Dashboard;

/// <summary>Where the pages are, who may sign in, and how much they may ask.</summary>
public sealed class DashboardOptions
{
    /// <summary>On the loopback address; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>What a reverse proxy with TLS is called outside; null: the pages are for this machine.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Where the keys of sessions and links are kept.</summary>
    public required string KeyFolder { get; init; }

    /// <summary>Forms that one person, or one address that is not signed in, may send in a minute.</summary>
    public int PostsPerMinute { get; init; } = 30;

    public TimeSpan SessionFor { get; init; } = TimeSpan.FromHours(8);

    /// <summary>The company's sign-in; null: accounts of Harness's own.</summary>
    public OpenIdOptions? OpenId { get; init; }

    public bool IsSecure => PublicUrl?.Scheme == Uri.UriSchemeHttps;
}

/// <param name="RoleClaim">The claim whose values <paramref name="Roles"/> names.</param>
/// <param name="Roles">By the claim's value (a group): Viewer, Operator, Approver or Admin.</param>
public sealed record OpenIdOptions(Uri Authority, string ClientId, string? ClientSecret, string RoleClaim, IReadOnlyDictionary<string, string> Roles);
