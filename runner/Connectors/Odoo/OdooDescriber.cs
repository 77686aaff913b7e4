using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Odoo;

/// <summary>What the database is and holds, and the custom fields that an administrator's key may make.</summary>
internal sealed class OdooDescriber(string system, OdooOptions options, OdooCalls calls, OdooQuery query, OdooSchemas schemas, OdooLookups lookups, OdooRights rights)
{
    private const int decimalsOfDinar = 3;

    public async Task<SystemDescription> DescribeAsync(IReadOnlyCollection<string> objectTypes, CancellationToken ct)
    {
        var wanted = objectTypes.Distinct().Select(Known).ToList();
        var dialect = await calls.DialectAsync(ct).ConfigureAwait(false);
        var (company, currency) = await CompanyAsync(ct).ConfigureAwait(false);
        var described = new Dictionary<string, OdooSchema>();
        foreach (var model in wanted.SelectMany(of => of.Lines.Select(lines => lines.Model).Prepend(of.Model)).Distinct())
        {
            described[model] = await schemas.RefreshAsync(model, ct).ConfigureAwait(false);
        }

        var values = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var list in wanted.SelectMany(of => of.Paths).Select(rule => rule.List).OfType<string>().Append(OdooLookups.PriceLists).Distinct())
        {
            await lookups.RefreshAsync(list, ct).ConfigureAwait(false);
            values[list] = lookups.Names(list);
        }

        var granted = new Dictionary<string, (bool Create, bool Write)>();
        foreach (var model in wanted.Where(of => of.Writable).Select(of => of.Model).Distinct())
        {
            granted[model] = (await rights.MayAsync(model, "create", ct).ConfigureAwait(false), await rights.MayAsync(model, "write", ct).ConfigureAwait(false));
        }

        return new SystemDescription(
            "odoo", $"{dialect.Name} on Odoo {dialect.Version}", $"{options.Database}/{options.Company}", "UTC", currency, values[OdooLookups.PriceLists].Count > 1,
            [.. wanted.Select(of => OdooFields.Describe(of, described, granted.GetValueOrDefault(of.Model).Create, granted.GetValueOrDefault(of.Model).Write, values))],
            [.. Notes(company, dialect, described, values)]);
    }

    public async Task<IReadOnlyList<FieldProvision>> EnsureAsync(IReadOnlyList<FieldSpec> fields, CancellationToken ct)
    {
        var provisions = new List<FieldProvision>();
        foreach (var field in fields)
        {
            if (Known(field.ObjectType).Path(field.Path) is { Derived: true })
            {
                provisions.Add(new FieldProvision(field, FieldProvisionState.Present));
                continue;
            }

            var (model, name) = Place(field);
            var schema = await schemas.OfAsync(model, ct).ConfigureAwait(false);
            if (schema.Fields.TryGetValue(name, out var there))
            {
                provisions.Add(new FieldProvision(field, FieldProvisionState.Present));
                RefuseOtherType(field, there);
                continue;
            }

            provisions.Add(name.StartsWith("x_", StringComparison.Ordinal) && await CreateAsync(field, model, name, ct).ConfigureAwait(false)
                ? new FieldProvision(field, FieldProvisionState.Created)
                : new FieldProvision(field, FieldProvisionState.MustBeCreatedByHand, Instruction(field, model, name)));
        }

        return provisions;
    }

    private OdooObject Known(string type) => OdooCatalogue.Find(type)
        ?? throw new ConnectorException(system, OdooFaults.Broken($"This connector knows no object {type}.", type));

    private (string Model, string Name) Place(FieldSpec field)
    {
        var of = Known(field.ObjectType);
        var parts = field.Path.Split('.');
        return parts.Length > 1 && of.Lines.FirstOrDefault(lines => lines.Path == parts[0]) is { } inner ? (inner.Model, parts[1]) : (of.Model, parts[0]);
    }

    private void RefuseOtherType(FieldSpec field, SchemaField there)
    {
        var wanted = OdooFields.TypeName(field.Type);
        var holdsText = wanted == "char" && there.Type is "text" or "html" or "selection" or "char";
        if (!holdsText && there.Type != wanted && there.Type is not ("many2one" or "monetary"))
        {
            throw new ConnectorException(system, OdooFaults.Broken(
                $"The field {field.Path} exists in Odoo with type {there.Type} and not {wanted}: rename one of the two, or map another field.", field.Path));
        }
    }

    private async Task<bool> CreateAsync(FieldSpec field, string model, string name, CancellationToken ct)
    {
        var found = await query.AllAsync("ir.model", new JsonArray(new JsonArray("model", "=", model)), ["model"], ct).ConfigureAwait(false);
        if (found.Count == 0)
        {
            return false;
        }

        var outcome = await calls.WriteAsync(new OdooCall("ir.model.fields", "create", null, new JsonObject
        {
            ["vals_list"] = new JsonArray(new JsonObject
            {
                ["name"] = name, ["model_id"] = OdooValues.Id(found[0].Id), ["field_description"] = field.Label, ["ttype"] = OdooFields.TypeName(field.Type), ["state"] = "manual",
            }),
        }), ct).ConfigureAwait(false);
        schemas.Forget(model);
        return outcome.Fault is null ? true
            : outcome.Fault.Kind is FaultKind.PermissionMissing ? false
            : (await schemas.OfAsync(model, ct).ConfigureAwait(false)).Fields.ContainsKey(name) ? true
            : throw new ConnectorException(system, outcome.Fault);
    }

    private static string Instruction(FieldSpec field, string model, string name) =>
        $"In Odoo switch on the developer mode, open Settings > Technical > Database Structure > Fields > New. Field name: {name}. Field label: {field.Label}. "
        + $"Model: {model}. Field type: {OdooFields.TypeName(field.Type)}. Save, and see that the integration's user may write it.";

    private async Task<(string? Name, string? Currency)> CompanyAsync(CancellationToken ct)
    {
        return await lookups.CompanyAsync(options.Company, ct).ConfigureAwait(false) is { } row
            ? (OdooValues.Text(row["name"]), OdooValues.Label(row["currency_id"]))
            : throw new ConnectorException(system, OdooFaults.Broken(
                $"There is no company {options.Company} in database {options.Database}, or the integration's user does not belong to it: set Company, or allow it in the user's companies."));
    }

    private static IEnumerable<string> Notes(
        string? company, OdooDialect dialect, Dictionary<string, OdooSchema> described, Dictionary<string, IReadOnlyList<string>> values)
    {
        if (company is not null)
        {
            yield return $"Documents belong to {company}.";
        }

        if (dialect is JsonRpcDialect)
        {
            yield return "The server speaks JSON-RPC, which Odoo 22 removes; from Odoo 19 on the connector speaks JSON-2 by itself.";
        }
        else
        {
            yield return "API keys live three months at most on Odoo Online: note when this one ends, and issue the next before.";
        }

        if (described.GetValueOrDefault("sale.order.line")?.Fields.GetValueOrDefault("price_unit")?.Scale < decimalsOfDinar
            && values[OdooLookups.PriceLists].Any(code => code is "KWD" or "BHD" or "OMR" or "TND" or "JOD"))
        {
            yield return "Prices are kept with two decimals, and a price list is in a currency with three: raise Settings > Technical > Decimal Accuracy > Product Price to 3.";
        }
    }
}
