using System.Text.Json.Nodes;
using System.Xml.Linq;
using Harness.Port;

namespace Harness.Connectors.Salesforce;

/// <summary>What the integration user may do ("UserPermissionAccess"), and the permission set that gives it no more than it needs.</summary>
internal sealed class SalesforceAccess(SalesforceMetadata metadata)
{
    private const string FileName = "Harness.permissionset-meta.xml";

    private const string HowTo =
        "Give the file to a Salesforce administrator: deploy it (sf project deploy start --metadata PermissionSet:Harness), assign it to the integration user, "
        + "and leave that user's profile at \"Minimum Access - API Only Integrations\".";

    private const string Permissions = "SELECT PermissionsApiEnabled,PermissionsModifyAllData FROM UserPermissionAccess";

    // The price book an entry belongs to is reached through the entry, which has no permissions of its own.
    private static readonly Dictionary<string, string[]> CarriedBy = new(StringComparer.OrdinalIgnoreCase)
    {
        ["OpportunityLineItem"] = ["Opportunity"],
        ["PricebookEntry"] = ["Product2", "Pricebook2"],
        ["User"] = [],
    };

    private static readonly XNamespace Ns = "http://soap.sforce.com/2006/04/metadata";

    public async Task<AccessReview> ReviewAsync(IReadOnlyList<AccessNeed> needs, CancellationToken ct)
    {
        var types = SalesforceObjects.WithReached(needs.Select(need => need.ObjectType));
        var (described, rows) = await metadata.ReadAsync(types, [Permissions], ct).ConfigureAwait(false);
        var user = rows[0].Count > 0 ? rows[0][0] : null;
        List<string> missing =
        [
            .. user is not null && !user.Flag("PermissionsApiEnabled")
                ? new[] { "The integration user lacks \"API Enabled\": Setup > Permission Sets > (its own) > System Permissions." } : [],
            .. needs.SelectMany(need => MissingIn(need, described)),
        ];
        string[] excess = user?.Flag("PermissionsModifyAllData") == true
            ? ["The integration user may modify all data, as an administrator may: give it a profile without, and the permission set that check --grants writes."]
            : [];
        return new AccessReview(missing, excess, new AccessGrant(FileName, Set(needs, described), HowTo));
    }

    private static IEnumerable<string> MissingIn(AccessNeed need, IReadOnlyDictionary<string, JsonObject> described)
    {
        if (!described.TryGetValue(need.ObjectType, out var found))
        {
            yield return $"The integration user may not read {need.ObjectType}: Object Settings > {need.ObjectType} > Read.";
        }
        else if (need.Creates && !found.Flag("createable"))
        {
            yield return $"The integration user may not create {need.ObjectType}: Object Settings > {need.ObjectType} > Create.";
        }
        else if (need.Writes && !found.Flag("updateable"))
        {
            yield return $"The integration user may not edit {need.ObjectType}: Object Settings > {need.ObjectType} > Edit.";
        }
    }

    private static string Set(IReadOnlyList<AccessNeed> needs, IReadOnlyDictionary<string, JsonObject> described)
    {
        var fields = needs.SelectMany(need => need.Fields
                .Concat(need.Writes && need.ObjectType != "OpportunityLineItem" ? [new FieldNeed(SalesforceObjects.ExternalKey, true)] : [])
                .SelectMany(field => Reached(need.ObjectType, field, described)))
            .GroupBy(field => (field.ObjectType, field.Name))
            .Select(same => same.First() with { Written = same.Any(field => field.Written) })
            .OrderBy(field => $"{field.ObjectType}.{field.Name}", StringComparer.Ordinal)
            .ToList();
        var objects = fields.Select(field => field.ObjectType).Concat(needs.Select(need => need.ObjectType))
            .SelectMany(type => CarriedBy.GetValueOrDefault(type, [type])).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal);
        var file = new XDocument(new XDeclaration("1.0", "UTF-8", null), new XElement(Ns + "PermissionSet",
            new XElement(Ns + "description", "What Harness reads and writes, and nothing else."),
            fields.Where(field => field.IsPermissionable).Select(field => new XElement(Ns + "fieldPermissions",
                new XElement(Ns + "editable", field.Written), new XElement(Ns + "field", $"{field.ObjectType}.{field.Name}"), new XElement(Ns + "readable", true))),
            new XElement(Ns + "hasActivationRequired", false),
            new XElement(Ns + "label", "Harness"),
            objects.Select(type => ObjectPermissions(type, needs.FirstOrDefault(need => need.ObjectType.Equals(type, StringComparison.OrdinalIgnoreCase)))),
            new XElement(Ns + "userPermissions", new XElement(Ns + "enabled", true), new XElement(Ns + "name", "ApiEnabled"))));
        return $"{file.Declaration}\n{file}\n";
    }

    /// <summary>All records are seen, because what sharing hides would look deleted.</summary>
    private static XElement ObjectPermissions(string type, AccessNeed? need) => new(Ns + "objectPermissions",
        new XElement(Ns + "allowCreate", need?.Creates == true), new XElement(Ns + "allowDelete", false), new XElement(Ns + "allowEdit", need?.Writes == true),
        new XElement(Ns + "allowRead", true), new XElement(Ns + "modifyAllRecords", false), new XElement(Ns + "object", type), new XElement(Ns + "viewAllRecords", true));

    /// <summary>Every field on the way of a path: the look-ups that lead there are read as well.</summary>
    private static IEnumerable<FieldOf> Reached(string objectType, FieldNeed need, IReadOnlyDictionary<string, JsonObject> described)
    {
        var names = SalesforcePath.FieldOf(need.Path).Split('.');
        var type = objectType;
        var isOwn = true;
        for (var i = 0; i < names.Length && described.TryGetValue(type, out var found); i++)
        {
            if (SalesforceObjects.LineObjectOf(type, names[i]) is { } lines)
            {
                type = lines.ObjectType;
                continue;
            }

            var isLast = i == names.Length - 1;
            var field = (found.List("fields") ?? []).OfType<JsonObject>().FirstOrDefault(one => Is(one.Text(isLast ? "name" : "relationshipName"), names[i]));
            if (field is null)
            {
                // Harness's own field that check --fix has still to create.
                if (isLast && names[i].EndsWith("__c", StringComparison.Ordinal))
                {
                    yield return new FieldOf(type, names[i], need.Written && isOwn, true);
                }

                yield break;
            }

            yield return new FieldOf(type, field.Text("name")!, need.Written && isOwn, field.Flag("permissionable"));
            if (!isLast)
            {
                // A parent that is named by its external id is looked up, never changed.
                isOwn = false;
                type = field.List("referenceTo") is [JsonValue only, ..] ? only.ToString() : type;
            }
        }
    }

    private static bool Is(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private sealed record FieldOf(string ObjectType, string Name, bool Written, bool IsPermissionable);
}
