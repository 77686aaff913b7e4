using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Host.Vendors;

namespace Harness.Host.Demo;

/// <summary>The demo as a lesson: after each act what Sales, or Finance, should look at now, with the company's own field names.</summary>
internal sealed class Tour(string audience, MappingMatrix matrix, DemoOptions options)
{
    public static readonly string[] Audiences = ["sales", "finance"];

    private readonly string _crm = KnownVendors.All[options.Crm].Title;
    private readonly string _erp = KnownVendors.All[options.Erp].Title;

    /// <summary>One station for each act of the day, in its order.</summary>
    public IReadOnlyList<string> Stations => audience == "sales" ? Sales : Finance;

    private IReadOnlyList<string> Sales =>
    [
        $"Every account of {_crm} now has its customer in {_erp}, or waits for a person: look at {State("account")} of an account.",
        $"You won the deals and did nothing else. {State("sales_order")} says \"synced\", {Number("sales_order")} is the order's number. One that says \"stopped\" tells you why in {Message("sales_order")}.",
        $"A shipping address that you changed is in {_erp}. A billing address that Finance changed is in {_crm}: of that field {Owner("billing.street")} has the last word.",
        $"Finance has invoiced. On the deal: {Rollup("sales_order", "number")} and {Rollup("sales_order", "status")}.",
        $"Payments came in. What is still open of a deal is in {Rollup("sales_order", "balance")}, of the whole account in {Rollup("account", "balance")}.",
        "The deal with the large discount waited; a director approved it, and it became an order. The record that was mended went through by itself.",
    ];

    private IReadOnlyList<string> Finance =>
    [
        $"Customers that {_erp} knew already were recognised, by tax id, web address, or name and country; the doubtful ones wait: \"harness matches list\".",
        $"{_erp} has one order for each deal, with its lines and its total. Where the total did not tie, nothing was written: \"harness failures list\".",
        $"Your billing addresses stand, and are in {_crm}. {Owner("payment_terms")} owns the payment terms: an edit on the other side is put back.",
        "You invoiced as always. Sales sees it on the deal; nobody had to ask you.",
        $"Payments and the credit memo are on the deal and on the account in {_crm}, added up over all invoices.",
        "An approval names who decided, when and why: \"harness approvals list\". \"harness history verify\" shows that nobody has changed that since.",
    ];

    private string State(string entity) => matrix.Entities[entity].Status?.State ?? "the sync state";

    private string Number(string entity) => matrix.Entities[entity].Status?.Number ?? "the number";

    private string Message(string entity) => matrix.Entities[entity].Status?.Message ?? "the message";

    private string Rollup(string target, string field) =>
        matrix.Entities["invoice"].Rollups.FirstOrDefault(rollup => rollup.Target == target && rollup.Field == field)?.Path ?? field;

    private string Owner(string field) => matrix.Entities["account"].Rows.FirstOrDefault(row => row.Field == field)?.Owner == SystemRole.Erp ? _erp : _crm;
}
