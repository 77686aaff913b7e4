using System.Globalization;
using Harness.Simulators.Behaviours;
using Harness.Simulators.HubSpot.Store;

namespace Harness.Simulators.HubSpot.Api;

/// <summary>
/// The limits, each over a window that rolls: ten seconds for an app, one second for all searches of the account, and a
/// day of the account's time zone for private apps. Refused calls count as well.
/// </summary>
internal sealed class RateLimits(Portal portal, Tokens tokens)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Queue<DateTimeOffset> _privateCalls = [];
    private readonly Queue<DateTimeOffset> _oauthCalls = [];
    private readonly Queue<DateTimeOffset> _searches = [];
    private DateOnly _day;

    public int UsedToday { get; private set; }

    public VendorResponse? Refuse(VendorRequest request)
    {
        var now = portal.Clock.GetUtcNow();
        var settings = portal.Settings;
        var isPrivate = tokens.IsPrivateApp(request);
        if (DateOnly.FromDateTime(now.UtcDateTime) is var today && today != _day)
        {
            (_day, UsedToday) = (today, 0);
        }

        UsedToday++;
        if (isPrivate && UsedToday > settings.Daily)
        {
            return HsErrors.TooMany("DAILY");
        }

        if (IsSearch(request))
        {
            return Fits(_searches, now, Second, settings.SearchesPerSecond) ? null : Told(HsErrors.TooMany("SECONDLY"), 1);
        }

        return Fits(isPrivate ? _privateCalls : _oauthCalls, now, Window, isPrivate ? settings.PrivateBurst : settings.OAuthBurst)
            ? null
            : Told(HsErrors.TooMany("TEN_SECONDLY_ROLLING"), (int)Window.TotalSeconds);
    }

    /// <summary>Search answers carry none of these, nor do those about associations; OAuth apps have no daily limit to tell.</summary>
    public VendorResponse Decorate(VendorRequest request, VendorResponse response)
    {
        if (IsSearch(request) || request.Path.Contains("/associations/", StringComparison.Ordinal) || request.Path.StartsWith("/oauth/", StringComparison.Ordinal))
        {
            return response;
        }

        var isPrivate = tokens.IsPrivateApp(request);
        var most = isPrivate ? portal.Settings.PrivateBurst : portal.Settings.OAuthBurst;
        var decorated = response
            .With("X-HubSpot-RateLimit-Interval-Milliseconds", "10000")
            .With("X-HubSpot-RateLimit-Max", Text(most))
            .With("X-HubSpot-RateLimit-Remaining", Text(Math.Max(0, most - (isPrivate ? _privateCalls : _oauthCalls).Count)));
        return isPrivate
            ? decorated.With("X-HubSpot-RateLimit-Daily", Text(portal.Settings.Daily)).With("X-HubSpot-RateLimit-Daily-Remaining", Text(Math.Max(0, portal.Settings.Daily - UsedToday)))
            : decorated;
    }

    private static bool IsSearch(VendorRequest request) => request.Method == "POST" && request.Path.EndsWith("/search", StringComparison.Ordinal);

    private static bool Fits(Queue<DateTimeOffset> calls, DateTimeOffset now, TimeSpan window, int most)
    {
        while (calls.TryPeek(out var oldest) && (now - oldest >= window || oldest > now))
        {
            calls.Dequeue();
        }

        if (calls.Count >= most)
        {
            return false;
        }

        calls.Enqueue(now);
        return true;
    }

    private VendorResponse Told(VendorResponse refusal, int seconds) => portal.Settings.SaysRetryAfter ? refusal.With("Retry-After", Text(seconds)) : refusal;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
