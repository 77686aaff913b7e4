namespace Harness.Simulators.Odoo.Rpc;

/// <param name="OfModel">Called on the model and not on rows ("@api.model"): it takes no ids.</param>
/// <param name="Arguments">Names in the order in which the older calls send them.</param>
internal sealed record Method(string Name, bool OfModel, bool Writes, params IReadOnlyList<string> Arguments);

/// <summary>The public methods that the simulated server has, on any model or on the models that they belong to.</summary>
internal static class Methods
{
    private static readonly Dictionary<string, Method> all = new Method[]
    {
        new("search_read", true, false, "domain", "fields", "offset", "limit", "order"),
        new("search", true, false, "domain", "offset", "limit", "order"),
        new("search_count", true, false, "domain", "limit"),
        new("name_search", true, false, "name", "domain", "operator", "limit"),
        new("fields_get", true, false, "allfields", "attributes"),
        new("default_get", true, false, "fields_list"),
        new("check_access_rights", true, false, "operation", "raise_exception"),
        new("has_access", false, false, "operation"),
        new("read", false, false, "fields", "load"),
        new("name_get", false, false),
        new("get_external_id", false, false),
        new("context_get", true, false),
        new("create", true, true, "vals_list"),
        new("load", true, true, "fields", "data"),
        new("write", false, true, "vals"),
        new("unlink", false, true),
        new("action_confirm", false, true),
        new("action_cancel", false, true),
        new("action_draft", false, true),
        new("create_invoices", false, true),
        new("action_post", false, true),
        new("button_draft", false, true),
        new("button_cancel", false, true),
        new("action_create_payments", false, true),
        new("reverse_moves", false, true),
        new("refund_moves", false, true),
        new("toggle_active", false, true),
    }.ToDictionary(method => method.Name);

    public static IEnumerable<Method> All => all.Values;

    public static Method? Find(string name) => all.GetValueOrDefault(name);
}
