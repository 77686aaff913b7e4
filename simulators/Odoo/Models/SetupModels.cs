using Harness.Simulators.Odoo.Store;

namespace Harness.Simulators.Odoo.Models;

/// <summary>Companies, users, lists of values, and what Odoo keeps about its own models.</summary>
internal static class SetupModels
{
    public static IEnumerable<OdooModel> Of(Database database)
    {
        OdooRecord The(string model, long? id) => database.The(model, id);
        return
        [
            new("res.company", "Companies",
                F.Char("name", "Company Name", required: true), F.One("currency_id", "Currency", "res.currency", required: true), F.One("country_id", "Country", "res.country")),
            new("res.users", "Users",
                F.Char("name", "Name"), F.Char("login", "Login", required: true), F.Flag("active", "Active", true), F.Char("tz", "Timezone"), F.Char("lang", "Language"),
                F.One("company_id", "Company", "res.company"), F.Many("company_ids", "Companies", "res.company")),
            new("res.currency", "Currency",
                F.Char("name", "Currency", required: true), F.Char("symbol", "Symbol"), F.Flag("active", "Active", true), F.Number("rounding", "Rounding Factor"),
                new ModelField("decimal_places", "Decimal Places", FieldType.Integer), F.Number("rate", "Current Rate")),
            new("res.country", "Country", F.Char("name", "Country Name", required: true), F.Char("code", "Country Code")),
            new("res.country.state", "Country state",
                F.Char("name", "State Name", required: true), F.Char("code", "State Code", required: true), F.One("country_id", "Country", "res.country", required: true))
            {
                Display = state => $"{state.Text("name")} ({The("res.country", state.Ref("country_id")).Text("code")})",
            },
            new("account.payment.term", "Payment Terms", F.Char("name", "Payment Terms", required: true), F.Flag("active", "Active", true), F.Whole("days", "Days")),
            new("product.pricelist", "Pricelist",
                F.Char("name", "Pricelist Name", required: true), F.Flag("active", "Active", true), F.One("currency_id", "Currency", "res.currency", required: true))
            {
                Display = list => $"{list.Text("name")} ({The("res.currency", list.Ref("currency_id")).Text("name")})",
            },
            new("uom.uom", "Product Unit of Measure", F.Char("name", "Unit of Measure", required: true), F.Flag("active", "Active", true)),
            new("account.tax", "Tax", F.Char("name", "Tax Name", required: true), F.Number("amount", "Amount")),
            new("account.journal", "Journal",
                F.Char("name", "Journal Name", required: true), F.Char("code", "Short Code"),
                F.Choice("type", "Type", null, ("sale", "Sales"), ("bank", "Bank"), ("cash", "Cash"), ("general", "Miscellaneous"))),
            new("ir.model", "Models", F.Char("name", "Model Description"), F.Char("model", "Model", required: true)) { Display = model => model.Text("name") ?? "" },
            new("ir.model.fields", "Fields",
                F.Char("name", "Field Name", required: true), F.Char("model", "Model Name"), F.One("model_id", "Model", "ir.model", required: true),
                F.Char("field_description", "Field Label"), F.Choice("ttype", "Field Type", null, [.. Types.Select(type => (type, type))]),
                F.Choice("state", "Type", "manual", ("manual", "Custom Field"), ("base", "Base Field")), F.Whole("size", "Size"), F.Char("relation", "Related Model")),
            new("ir.model.data", "Model Data",
                F.Char("module", "Module"), F.Char("name", "External Identifier", required: true), F.Char("model", "Model Name", required: true),
                F.Whole("res_id", "Record ID"), F.Flag("noupdate", "Non Updatable")),
            new("decimal.precision", "Decimal Precision", F.Char("name", "Usage", required: true), F.Whole("digits", "Digits")),
        ];
    }

    private static readonly string[] Types = ["char", "text", "boolean", "integer", "float", "monetary", "date", "datetime", "selection", "many2one", "html"];
}
