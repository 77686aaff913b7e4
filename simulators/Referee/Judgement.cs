namespace Harness.Simulators.Referee;

internal static class Judgement
{
    public static Verdict Of(CrmBooks crm, ErpBooks erp, RefereeRules rules)
    {
        var verdict = new Verdict(erp.Unheld);
        var pairing = new Pairing(crm, erp);
        var accounts = new AccountRules(crm, erp, pairing, verdict);
        accounts.Check();
        new ProductRules(crm, erp, verdict).Check();
        new OrderRules(crm, erp, pairing, accounts, rules, verdict).Check();
        new InvoiceRules(crm, erp, rules, verdict).Check();
        return verdict;
    }
}
