using Harness.Simulators.NetSuite.Catalog;
using Harness.Simulators.NetSuite.Rest;
using Harness.Simulators.NetSuite.Store;

namespace Harness.Simulators.NetSuite.Rules;

/// <summary>One document made from another, as the vendor pre-fills it before the caller's overrides.</summary>
internal sealed class Transforms(Billing billing)
{
    public void Draw(NsRecord source, NsRecord target, decimal? share = null)
    {
        if (source.Type == TransactionTypes.SalesOrder && target.Type == TransactionTypes.Invoice)
        {
            billing.Draw(source, target, share);
            Number(target);
        }
        else if (source.Type == TransactionTypes.Invoice && target.Type == TransactionTypes.CustomerPayment)
        {
            Copy(source, target, ["currency", "exchangeRate", "subsidiary"]);
            target.Values.Put("customer", source.Values.Get("entity"));
            Apply(source, target);
        }
        else if (source.Type == TransactionTypes.Invoice && target.Type == TransactionTypes.CreditMemo)
        {
            Copy(source, target, ["entity", "currency", "exchangeRate", "subsidiary", "discountItem", "discountRate", "custbody_crm_opportunity"]);
            target.Values.Put("createdFrom", source.Id);
            target.SetLines("item", [.. source.Lines("item").Select(CopyLine)]);
            Number(target);
            Apply(source, target);
        }
        else
        {
            throw new NsError(400, "INVALID_REQUEST", $"Error while accessing a resource. A {source.Type.Name} cannot be transformed into {target.Type.Name}.");
        }
    }

    private static void Copy(NsRecord source, NsRecord target, IReadOnlyList<string> fields)
    {
        foreach (var field in fields)
        {
            target.Values.Put(field, source.Values.Get(field));
        }
    }

    /// <summary>So that the caller's overrides find their lines.</summary>
    private static void Number(NsRecord target)
    {
        var number = 0m;
        target.Lines("item").ForEach(line => line.Values.Put("line", ++number));
    }

    private static NsLine CopyLine(NsLine line)
    {
        var copy = line.Copy();
        copy.Values.Remove("orderDoc");
        copy.Values.Remove("orderLine");
        return copy;
    }

    private static void Apply(NsRecord invoice, NsRecord target)
    {
        if (invoice.Status == "A")
        {
            target.Lines("apply").Add(new NsLine { Values = new Values { ["doc"] = invoice.Id, ["apply"] = true } });
        }
    }
}
