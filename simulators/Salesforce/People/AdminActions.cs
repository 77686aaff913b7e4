using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Api;
using Harness.Simulators.Salesforce.Records;
using Harness.Simulators.Salesforce.Rules;

namespace Harness.Simulators.Salesforce;

/// <summary>What an admin does in Setup: rules, permissions, limits, the connected app.</summary>
internal sealed class AdminActions(Org org, AdminRules rules, ConnectedApp app, Sessions sessions, UsageEndpoints usage, QueryEndpoints queries)
{
    public IEnumerable<KeyValuePair<string, Func<JsonObject, JsonObject>>> All() =>
    [
        new("duplicate-rule", DuplicateRule),
        new("validation-rule", AddValidationRule),
        new("clear-rules", _ => ClearRules()),
        new("hide-field", order => Hide(order, hidden: true)),
        new("show-field", order => Hide(order, hidden: false)),
        new("set-picklist", SetPicklist),
        new("set-limits", SetLimits),
        new("set-app", SetApp),
        new("set-permission", SetPermission),
    ];

    /// <summary>Without names: a field that a mapping is likely to use disappears from the API user's sight.</summary>
    public void ChangeSchema(JsonObject options) => Hide(
        new JsonObject { ["object"] = options["object"]?.ToString() ?? "Account", ["field"] = options["field"]?.ToString() ?? "Credit_Limit__c" }, hidden: true);

    private JsonObject DuplicateRule(JsonObject order)
    {
        var mode = Enum.TryParse<DuplicateMode>(Text(order, "mode"), ignoreCase: true, out var read)
            ? read
            : throw new ArgumentException("The mode is off, alert or block.");
        rules.Duplicates[Text(order, "object")] = mode;
        return Done();
    }

    /// <summary>object, field, message; value (absent: must not be blank); trigger true for an Apex trigger's error.</summary>
    private JsonObject AddValidationRule(JsonObject order)
    {
        var type = org.Schema.Find(Text(order, "object")) ?? throw new KeyNotFoundException($"There is no object {Text(order, "object")}.");
        var field = type.Find(Text(order, "field")) ?? throw new KeyNotFoundException($"{type.Name} has no field {Text(order, "field")}.");
        rules.Validations.Add(new ValidationRule(
            type.Name, field.Name, order["value"]?.ToString(), Text(order, "message"),
            IsTrue(order, "trigger") ? "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY" : "FIELD_CUSTOM_VALIDATION_EXCEPTION"));
        return Done();
    }

    private JsonObject ClearRules()
    {
        rules.Validations.Clear();
        rules.Duplicates.Clear();
        return Done();
    }

    private JsonObject Hide(JsonObject order, bool hidden)
    {
        var type = org.Schema.Find(Text(order, "object")) ?? throw new KeyNotFoundException($"There is no object {Text(order, "object")}.");
        var field = type.Find(Text(order, "field")) ?? throw new KeyNotFoundException($"{type.Name} has no field {Text(order, "field")}.");
        field.Hidden = hidden;
        org.Schema.Touch(org.Now);
        return Done();
    }

    private JsonObject SetPicklist(JsonObject order)
    {
        var type = org.Schema.Find(Text(order, "object")) ?? throw new KeyNotFoundException($"There is no object {Text(order, "object")}.");
        var field = type.Find(Text(order, "field")) ?? throw new KeyNotFoundException($"{type.Name} has no field {Text(order, "field")}.");
        type.Replace(field with { Values = [.. (order["values"] as JsonArray ?? []).Select(value => new Metadata.PicklistValue(value!.ToString()))] });
        org.Schema.Touch(org.Now);
        return Done();
    }

    private JsonObject SetLimits(JsonObject order)
    {
        usage.Max = Whole(order, "daily") ?? usage.Max;
        usage.ShowsAppUsage = order.ContainsKey("appUsage") ? IsTrue(order, "appUsage") : usage.ShowsAppUsage;
        queries.LargestPage = Whole(order, "page") ?? queries.LargestPage;
        queries.LargestChildPage = Whole(order, "childPage") ?? queries.LargestChildPage;
        sessions.Lifetime = Whole(order, "sessionMinutes") is { } minutes ? TimeSpan.FromMinutes(minutes) : sessions.Lifetime;
        return Done();
    }

    private JsonObject SetApp(JsonObject order)
    {
        app.HasRunAsUser = order.ContainsKey("runAsUser") ? IsTrue(order, "runAsUser") : app.HasRunAsUser;
        app.RotatesRefreshTokens = order.ContainsKey("rotateRefreshTokens") ? IsTrue(order, "rotateRefreshTokens") : app.RotatesRefreshTokens;
        return Done();
    }

    /// <summary>permission ("ModifyAllData"), granted: of the integration user.</summary>
    private JsonObject SetPermission(JsonObject order)
    {
        _ = IsTrue(order, "granted") ? org.IntegrationPermissions.Add(Text(order, "permission")) : org.IntegrationPermissions.Remove(Text(order, "permission"));
        return Done();
    }

    private static JsonObject Done() => new() { ["done"] = true };

    private static bool IsTrue(JsonObject order, string name) => order[name]?.ToString() is "true" or "True";

    private static int? Whole(JsonObject order, string name) => int.TryParse(order[name]?.ToString(), out var value) ? value : null;

    private static string Text(JsonObject order, string name) =>
        order[name]?.ToString() ?? throw new ArgumentException($"The action needs \"{name}\".");
}
