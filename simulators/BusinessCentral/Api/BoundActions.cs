using Harness.Simulators.BusinessCentral.Model;
using Harness.Simulators.BusinessCentral.Rules;
using Harness.Simulators.BusinessCentral.Store;

namespace Harness.Simulators.BusinessCentral.Api;

/// <summary>The bound actions of sales documents and journals.</summary>
internal sealed class BoundActions(CompanyStore store, Posting posting, Credits credits, Journals journals)
{
    /// <summary>The posted documents wait for an e-mail server that is not there: posting is committed all the same.</summary>
    public bool MailIsDown { get; set; }

    public void Run(EntitySet set, string id, string action)
    {
        switch (set.Name, action)
        {
            case (Entities.SalesOrders, "shipAndInvoice"):
                posting.ShipAndInvoice(Found(set, id));
                break;
            case (Entities.SalesInvoices, "post"):
                posting.Post(Found(set, id));
                break;
            case (Entities.SalesInvoices, "postAndSend"):
                posting.Post(Found(set, id));
                Send();
                break;
            case (Entities.SalesInvoices, "send"):
                Send();
                break;
            case (Entities.SalesInvoices, "cancel" or "cancelAndSend"):
                credits.Cancel(Found(set, id));
                break;
            case (Entities.SalesInvoices, "makeCorrectiveCreditMemo"):
                credits.Credit(Found(set, id), null, null);
                break;
            case (Entities.Journals, "post"):
                // Journals of every template are posted here, and customerPaymentJournals has no action of its own.
                journals.Post(Found(Entities.All[Entities.PaymentJournals], id));
                break;
            default:
                throw BcError.NoResource($"Microsoft.NAV.{action}");
        }
    }

    private void Send()
    {
        if (MailIsDown)
        {
            throw BcError.Dialog("The email was not sent because no email account is set up.");
        }
    }

    private BcRecord Found(EntitySet set, string id) => store.Find(set.Name, id) ?? throw BcError.NotFound($"The {set.Entity} {id}");
}
