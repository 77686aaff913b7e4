using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.HubSpot.Api;
using Harness.Simulators.HubSpot.Catalog;
using Harness.Simulators.HubSpot.Rules;
using Harness.Simulators.HubSpot.Store;

namespace Harness.Simulators.HubSpot.People;

/// <summary>What an administrator does in Settings: rules, properties, scopes, limits, webhooks.</summary>
internal sealed class AdminActions(Portal portal, AdminRules rules, Tokens tokens, Webhooks webhooks, EventFeed events)
{
    public IEnumerable<KeyValuePair<string, Func<JsonObject, JsonObject>>> All() =>
    [
        new("validation-rule", AddValidationRule),
        new("clear-rules", _ => Done(rules.Validations.Clear)),
        new("hide-field", order => Done(() => Archive(order, isArchived: true))),
        new("show-field", order => Done(() => Archive(order, isArchived: false))),
        new("set-picklist", SetPicklist),
        new("deny", order => Done(() => portal.Settings.Denied.Add(Text(order, "scope")))),
        new("allow", order => Done(() => portal.Settings.Denied.Remove(Text(order, "scope")))),
        new("set-limits", SetLimits),
        new("set-app", order => Done(() => tokens.RotatesRefreshTokens = Flag(order, "rotateRefreshTokens"))),
        new("set-preference", SetPreference),
        new("subscribe-webhooks", Subscribe),
        new("webhook-deliveries", _ => new JsonObject { ["attempts"] = webhooks.Attempts }),
    ];

    /// <summary>Without names: a property that a mapping is likely to use is archived.</summary>
    public void ChangeSchema(JsonObject options) => Archive(
        new JsonObject { ["object"] = options["object"]?.ToString() ?? "companies", ["field"] = options["field"]?.ToString() ?? "credit_limit" }, isArchived: true);

    /// <summary>object, field, message; value (absent: must not be blank).</summary>
    private JsonObject AddValidationRule(JsonObject order)
    {
        var (table, property) = PropertyOf(order);
        rules.Validations.Add(new ValidationRule(table.Type.Name, property.Name, order["value"]?.ToString(), Text(order, "message")));
        return Done();
    }

    private void Archive(JsonObject order, bool isArchived)
    {
        var (table, property) = PropertyOf(order);
        table.Type.Set(property with { IsArchived = isArchived });
    }

    private JsonObject SetPicklist(JsonObject order)
    {
        var (table, property) = PropertyOf(order);
        table.Type.Set(property with { Options = [.. (order["values"] as JsonArray ?? []).Select(value => new PropertyOption(value!.ToString(), value.ToString()))] });
        return Done();
    }

    private JsonObject SetLimits(JsonObject order)
    {
        var settings = portal.Settings;
        settings.Daily = Whole(order, "daily") ?? settings.Daily;
        settings.PrivateBurst = Whole(order, "tenSecondly") ?? settings.PrivateBurst;
        settings.OAuthBurst = Whole(order, "tenSecondly") ?? settings.OAuthBurst;
        settings.SearchesPerSecond = Whole(order, "searchesPerSecond") ?? settings.SearchesPerSecond;
        settings.SaysRetryAfter = order.ContainsKey("saysRetryAfter") ? Flag(order, "saysRetryAfter") : settings.SaysRetryAfter;
        settings.TokenLifetime = Whole(order, "tokenSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : settings.TokenLifetime;
        return Done();
    }

    private JsonObject SetPreference(JsonObject order)
    {
        portal.Settings.IndexLag = order["indexLag"] is { } lag ? FaultOrders.Duration(lag) : portal.Settings.IndexLag;
        portal.Settings.KeepsPrimaryId = order.ContainsKey("keepsPrimaryId") ? Flag(order, "keepsPrimaryId") : portal.Settings.KeepsPrimaryId;
        return Done();
    }

    /// <summary>target (empty: nobody); delay, shuffle, repeat, wrongSignature, age, retry for the trouble that the vendor is known for.</summary>
    private JsonObject Subscribe(JsonObject order)
    {
        webhooks.Subscription = order["target"]?.ToString() is { Length: > 0 } target
            ? new Subscription(new Uri(target, UriKind.Absolute))
            {
                Delay = Time(order, "delay"),
                Shuffles = Flag(order, "shuffle"),
                Repeats = Flag(order, "repeat"),
                SignsWrongly = Flag(order, "wrongSignature"),
                Age = Time(order, "age"),
                Retry = order["retry"] is null ? TimeSpan.FromSeconds(1) : Time(order, "retry"),
            }
            : null;
        events.Subscriber = webhooks.Subscription is null ? null : webhooks.Take;
        return new JsonObject { ["target"] = webhooks.Subscription?.Target.AbsoluteUri, ["clientSecret"] = Tokens.ClientSecret };
    }

    private (CrmTable Table, PropertyDefinition Property) PropertyOf(JsonObject order)
    {
        var table = portal.Table(Text(order, "object"));
        return (table, table.Type.FindArchivedToo(Text(order, "field")) ?? throw new KeyNotFoundException($"{table.Type.Name} has no property {Text(order, "field")}."));
    }

    private static TimeSpan Time(JsonObject order, string name) => order[name] is { } time ? FaultOrders.Duration(time) : TimeSpan.Zero;

    private static JsonObject Done(Action act)
    {
        act();
        return Done();
    }

    private static JsonObject Done() => new() { ["done"] = true };

    private static bool Flag(JsonObject order, string name) => order[name]?.ToString() is "true" or "True";

    private static int? Whole(JsonObject order, string name) =>
        int.TryParse(order[name]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string Text(JsonObject order, string name) => order[name]?.ToString() ?? throw new ArgumentException($"The action needs \"{name}\".");
}
