using System.Xml.Linq;
using Harness.Port;

namespace Harness.Connectors.BusinessCentral;

/// <summary>
/// The permission set that the integration needs, as Business Central imports it. What an application may do cannot be
/// asked, so each object is read once; an application can never have SUPER.
/// </summary>
internal sealed class BusinessCentralAccess(BusinessCentralService service)
{
    private const string fileName = "harness-permissions.xml";

    private const string howTo =
        "Give the file to an administrator of Business Central: page Permission Sets > Import Permission Sets; then page Microsoft Entra Applications > the integration's "
        + "application > assign the set HARNESS beside D365 BASIC for the integration's company.";

    private static readonly Dictionary<string, int[]> tablesOf = new()
    {
        ["customer"] = [18, 5054],
        ["contact"] = [5050, 5054],
        ["item"] = [27],
        [BusinessCentralCatalogue.SalesOrder] = [36, 37, 5495, 112, 113, 5475],
        ["salesInvoice"] = [112, 113, 5475, 21, 379],
        ["salesCreditMemo"] = [114, 115, 5507],
    };

    /// <summary>Terms, currencies and their rates, company information, ledger setup, countries, units.</summary>
    private static readonly int[] always = [3, 4, 330, 79, 98, 9, 204];

    public async Task<AccessReview> ReviewAsync(IReadOnlyList<AccessNeed> needs, CancellationToken ct)
    {
        var objects = needs.Select(need => BusinessCentralCatalogue.Find(need.ObjectType)).OfType<BusinessCentralObject>().DistinctBy(of => of.Set).ToList();
        var answers = await service.ReadAsync([.. objects.Select(of => new BatchRequest("GET", $"{of.Set}?$top=1&$select=id"))], ct).ConfigureAwait(false);
        var missing = objects.Zip(answers).Where(pair => !pair.Second.IsSuccess)
            .Select(pair => $"The application may not see {pair.First.Set}: page Microsoft Entra Applications > its application > User Permission Sets.").ToList();
        return new AccessReview(missing, [], new AccessGrant(fileName, Set(needs), howTo));
    }

    private static string Set(IReadOnlyList<AccessNeed> needs)
    {
        var tables = needs.SelectMany(need => tablesOf.GetValueOrDefault(need.ObjectType, []).Select(table => (Table: table, need.Writes)))
            .Concat(always.Select(table => (Table: table, Writes: false)))
            .GroupBy(one => one.Table).OrderBy(one => one.Key);
        var set = new XElement("PermissionSets", new XElement(
            "PermissionSet", new XAttribute("RoleID", "HARNESS"), new XAttribute("RoleName", "Harness integration"),
            tables.Select(table => Permission(table.Key, table.Any(one => one.Writes)))));
        return $"{set}\n";
    }

    private static XElement Permission(int table, bool writes) => new(
        "Permission", new XElement("ObjectType", 0), new XElement("ObjectID", table), new XElement("ReadPermission", 1),
        new XElement("InsertPermission", writes ? 1 : 0), new XElement("ModifyPermission", writes ? 1 : 0), new XElement("DeletePermission", 0));
}
