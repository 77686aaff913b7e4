using System.Xml.Linq;
using Harness.Port;

namespace Harness.Connectors.NetSuite;

/// <summary>
/// The role that the integration needs, as an object of a SuiteCloud project ("Custom Roles as XML Definitions"). What a
/// role may do cannot be asked through REST; that it may do too much shows where it reads what only administrators may.
/// </summary>
internal sealed class NetSuiteAccess(NetSuiteQuery query, Func<CancellationToken, Task<ApiUsage>> usage)
{
    private const string FileName = "customrole_harness.xml";

    private const string HowTo =
        "Give the file to a NetSuite administrator: put it under Objects of a SuiteCloud project and deploy it, or set the same permissions at Setup > Users/Roles > "
        + "Manage Roles > New; then map the integration's certificate to an employee with this role at Setup > Integration > OAuth 2.0 Client Credentials Setup.";

    private static readonly (string Key, string Level)[] Always =
    [
        ("ADMI_RESTWEBSERVICES", "FULL"), ("ADMI_LOGIN_OAUTH2", "FULL"), ("REPO_ANALYTICS", "VIEW"), ("ADMI_DELETEDRECORD", "VIEW"),
        ("ADMI_ACCOUNTINGLIST", "VIEW"), ("LIST_CURRENCY", "VIEW"), ("LIST_SUBSIDIARY", "VIEW"), ("LIST_UNIT", "VIEW"),
    ];

    private static readonly Dictionary<string, string[]> KeysOf = new()
    {
        ["customer"] = ["LIST_CUSTJOB"],
        ["contact"] = ["LIST_CONTACT"],
        ["item"] = ["LIST_ITEM"],
        ["salesOrder"] = ["TRAN_SALESORD"],
        ["invoice"] = ["TRAN_CUSTINVC"],
        ["creditMemo"] = ["TRAN_CUSTCRED"],
        ["customerPayment"] = ["TRAN_CUSTPYMT"],
        ["settlement"] = ["TRAN_CUSTPYMT", "TRAN_CUSTCRED", "TRAN_DEPAPPL", "TRAN_CUSTRFND"],
        ["openCredit"] = ["TRAN_CUSTPYMT", "TRAN_CUSTCRED"],
    };

    public async Task<AccessReview> ReviewAsync(IReadOnlyList<AccessNeed> needs, CancellationToken ct)
    {
        var missing = new List<string>();
        foreach (var of in needs.Select(need => NetSuiteCatalogue.Find(need.ObjectType)).OfType<NetSuiteObject>())
        {
            try
            {
                await query.PageAsync($"SELECT t.id AS id FROM {of.Table} t WHERE t.id = 0 ORDER BY t.id", ct).ConfigureAwait(false);
            }
            catch (ConnectorException refused) when (!refused.Fault.IsPassing)
            {
                missing.Add($"The integration's role may not see {of.Name}: Setup > Users/Roles > Manage Roles > (its role) > Permissions. {refused.Fault.Message}");
            }
        }

        // Only an administrator is told the account's limits ("Concurrency Governance").
        string[] excess = (await usage(ct).ConfigureAwait(false)).ConcurrencyLimit is null
            ? [] : ["The integration's role is an administrator's: map its certificate to an employee with the role that check --grants writes."];
        return new AccessReview(missing, excess, new AccessGrant(FileName, Role(needs), HowTo));
    }

    private static string Role(IReadOnlyList<AccessNeed> needs)
    {
        var levels = needs.SelectMany(need => KeysOf.GetValueOrDefault(need.ObjectType, []).Select(key => (key, Level: need.Writes ? "EDIT" : "VIEW")))
            .Concat(Always).GroupBy(one => one.Item1).OrderBy(one => one.Key, StringComparer.Ordinal);
        var role = new XElement("role", new XAttribute("scriptid", "customrole_harness"),
            new XElement("centertype", "BASIC"), new XElement("issalesrole", "F"), new XElement("issupportrole", "F"), new XElement("iswebserviceonlyrole", "F"),
            new XElement("coreadminpermission", "F"), new XElement("name", "Harness integration"),
            new XElement("permissions", levels.Select(one => new XElement("permission",
                new XElement("permkey", one.Key), new XElement("permlevel", one.Any(level => level.Item2 == "EDIT") ? "EDIT" : one.First().Item2)))));
        return $"{role}\n";
    }
}
