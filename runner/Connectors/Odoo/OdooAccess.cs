using System.Text;
using Harness.Port;

namespace Harness.Connectors.Odoo;

/// <summary>
/// What the key's user may do with each model, and a group with the least that the integration needs, as a file that an
/// administrator imports ("Export and import data").
/// </summary>
internal sealed class OdooAccess(OdooRights rights)
{
    private const string FileName = "harness_group.csv";

    private const string HowTo =
        "Give the file to an Odoo administrator: switch on the developer mode, open Settings > Users & Companies > Groups, choose Import records, load the file and import it; "
        + "then add the integration's user to the group Harness integration and take every other application right from it.";

    /// <summary>Read for names, codes and the external identifiers that records are made under.</summary>
    private static readonly string[] lists = ["base.res_company", "base.res_country", "base.res_country_state", "base.res_currency", "account.account_payment_term", "product.product_pricelist", "product.product_pricelist_item", "uom.uom_uom"];

    private static readonly Dictionary<string, string> modules = new()
    {
        ["res.partner"] = "base", ["product.product"] = "product", ["sale.order"] = "sale", ["sale.order.line"] = "sale", ["account.move"] = "account",
    };

    public async Task<AccessReview> ReviewAsync(IReadOnlyList<AccessNeed> needs, CancellationToken ct)
    {
        var missing = new List<string>();
        var needed = Needed(needs);
        foreach (var (model, write, create) in needed)
        {
            foreach (var operation in new[] { "read", write ? "write" : null, create ? "create" : null }.OfType<string>())
            {
                if (!await rights.MayAsync(model, operation, ct).ConfigureAwait(false))
                {
                    missing.Add($"The integration's user may not {operation} {model}: Settings > Users & Companies > Users > (the user) > Access Rights.");
                }
            }
        }

        string[] excess = await rights.MayAsync("res.users", "write", ct).ConfigureAwait(false)
            ? ["The integration's user is an administrator: once the custom fields are there, take Administration from it and give it the group that check --grants writes."] : [];
        return new AccessReview(missing, excess, new AccessGrant(FileName, Group(needed), HowTo));
    }

    private static List<(string Model, bool Write, bool Create)> Needed(IReadOnlyList<AccessNeed> needs) =>
    [
        .. needs.Select(need => (Need: need, Of: OdooCatalogue.Find(need.ObjectType))).Where(pair => pair.Of is not null)
            .SelectMany(pair => pair.Of!.Lines.Where(lines => modules.ContainsKey(lines.Model)).Select(lines => lines.Model).Prepend(pair.Of.Model), (pair, model) => (Model: model, pair.Need))
            .GroupBy(pair => pair.Model).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Any(pair => pair.Need.Writes), group.Any(pair => pair.Need.Creates))),
    ];

    private static string Group(List<(string Model, bool Write, bool Create)> needed)
    {
        var rows = needed.Select(one => (Model: $"{modules[one.Model]}.model_{one.Model.Replace('.', '_')}", one.Write, one.Create))
            .Concat(lists.Select(list => (Model: list.Replace(".", ".model_", StringComparison.Ordinal), Write: false, Create: false)))
            .Append((Model: "base.model_ir_model_data", Write: true, Create: true));
        var file = new StringBuilder("id,name,model_access/name,model_access/model_id/id,model_access/perm_read,model_access/perm_write,model_access/perm_create,model_access/perm_unlink\n");
        var first = "__harness__.group_integration,Harness integration";
        foreach (var (model, write, create) in rows)
        {
            file.Append(first).Append($",harness {model},{model},1,{(write ? 1 : 0)},{(create ? 1 : 0)},0\n");
            first = ",";
        }

        return file.ToString();
    }
}

/// <summary>Asks what the user may do; the question has another name since Odoo 18.</summary>
internal sealed class OdooRights(OdooCalls calls)
{
    private const int firstWithHasAccess = 18;

    public async Task<bool> MayAsync(string model, string operation, CancellationToken ct)
    {
        var dialect = await calls.DialectAsync(ct).ConfigureAwait(false);
        var call = dialect.Version >= firstWithHasAccess
            ? new OdooCall(model, "has_access", [], new() { ["operation"] = operation })
            : new OdooCall(model, "check_access_rights", null, new() { ["operation"] = operation, ["raise_exception"] = false });
        return (await calls.ReadAsync(call, ct).ConfigureAwait(false)).Result?.GetValueKind() == System.Text.Json.JsonValueKind.True;
    }
}
