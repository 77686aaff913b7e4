using System.Security.Cryptography;
using System.Text;
using Harness.Simulators.Behaviours;

namespace Harness.Simulators.Salesforce.Api;

/// <summary>Access tokens that slide with use, and refresh tokens of which a user holds five for an app.</summary>
internal sealed class Sessions(SimulatedClock clock, string organizationId)
{
    private const int RefreshTokensPerUser = 5;

    private readonly Dictionary<string, (string UserId, DateTimeOffset Used)> _access = [];
    private readonly Queue<string> _refreshOrder = [];
    private readonly Dictionary<string, string> _refresh = [];
    private int _count;

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(2);

    public string Open(string userId)
    {
        var token = $"{organizationId[..15]}!{Opaque("access")}";
        _access[token] = (userId, clock.GetUtcNow());
        return token;
    }

    public string OpenRefresh(string userId)
    {
        var token = $"5Aep861{Opaque("refresh")}";
        _refresh[token] = userId;
        _refreshOrder.Enqueue(token);
        if (_refreshOrder.Count > RefreshTokensPerUser)
        {
            _refresh.Remove(_refreshOrder.Dequeue());
        }

        return token;
    }

    public string? UserOfRefresh(string token) => _refresh.GetValueOrDefault(token);

    /// <summary>The user of a live token, which this use keeps alive.</summary>
    public string? UserOf(VendorRequest request)
    {
        var header = request.Header("Authorization")?.Split(' ', 2);
        if (header is not [var scheme, var token] || !(Same(scheme, "Bearer") || Same(scheme, "OAuth")) ||
            !_access.TryGetValue(token.Trim(), out var session) || clock.GetUtcNow() - session.Used > Lifetime)
        {
            return null;
        }

        _access[token.Trim()] = (session.UserId, clock.GetUtcNow());
        return session.UserId;
    }

    public void Revoke(string token)
    {
        _access.Remove(token);
        _refresh.Remove(token);
    }

    public void ExpireAll() => _access.Clear();

    public void RevokeAll()
    {
        _access.Clear();
        _refresh.Clear();
        _refreshOrder.Clear();
    }

    private string Opaque(string purpose) => Convert.ToBase64String(
        SHA512.HashData(Encoding.UTF8.GetBytes($"{organizationId}/{purpose}/{++_count}")))[..72].Replace('+', '.').Replace('/', '_');

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
