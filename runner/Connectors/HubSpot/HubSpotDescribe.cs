using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.HubSpot;

/// <summary>Describes the account: the objects with what paths reach, pipelines and currencies.</summary>
internal sealed class HubSpotDescribe(HubSpotPaths paths, HubSpotMetadata metadata)
{
    private const int LongestText = 65_536;

    public async Task<SystemDescription> DescribeAsync(IReadOnlyCollection<string> objectTypes, CancellationToken ct)
    {
        var portal = await metadata.ReadPortalAsync(ct).ConfigureAwait(false);
        var asked = objectTypes.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var described = new Dictionary<string, IReadOnlyDictionary<string, JsonObject>>(StringComparer.Ordinal);
        foreach (var type in asked.Concat(asked.Contains(HubSpotObjects.Deals) ? [HubSpotObjects.LineItems] : []).Distinct())
        {
            if (await metadata.ReadPropertiesAsync(type, ct).ConfigureAwait(false) is { } properties)
            {
                described[type] = properties;
            }
        }

        var stages = described.ContainsKey(HubSpotObjects.Deals) ? await metadata.StagesAsync(ct).ConfigureAwait(false) : [];
        return new SystemDescription(
            "HubSpot", paths.Version, $"{portal.Id}", portal.TimeZone, portal.Currency, portal.OtherCurrencies.Count > 0,
            [.. asked.Where(described.ContainsKey).Select(type => new ObjectDescription(type, type, true, true, true, [.. Fields(type, described, stages)]))],
            [.. Notes(asked, described, stages)]);
    }

    private static IEnumerable<FieldDescription> Fields(
        string type, Dictionary<string, IReadOnlyDictionary<string, JsonObject>> described, IReadOnlyList<HubSpotStage> stages)
    {
        foreach (var property in described[type].Values)
        {
            yield return Field(type, property, "", stages);
        }

        foreach (var kind in HubSpotObjects.AssociationsOf(type))
        {
            yield return new FieldDescription(kind.Path, $"{kind.To} (associated)", FieldType.Reference) { Createable = kind.Primary is not null, Updateable = kind.Primary is not null };
        }

        if (type == HubSpotObjects.Deals && described.TryGetValue(HubSpotObjects.LineItems, out var lines))
        {
            foreach (var property in lines.Values)
            {
                yield return Field(HubSpotObjects.LineItems, property, $"{HubSpotObjects.LineItems}.", []) with { Createable = false, Updateable = false, Required = false };
            }

            yield return new FieldDescription($"{HubSpotObjects.LineItems}.{HubSpotPath.DiscountPercent}", "Discount (%)", FieldType.Percent) { Createable = false, Updateable = false };
        }

        if (described[type].ContainsKey("website"))
        {
            yield return new FieldDescription(HubSpotPath.Domain, "Website (domain)", FieldType.Text) { Createable = false, Updateable = false };
        }

        if (type == HubSpotPath.Contacts)
        {
            yield return new FieldDescription(HubSpotPath.FullName, "First and last name", FieldType.Text) { Createable = false, Updateable = false };
        }

        if (type == HubSpotObjects.Products)
        {
            yield return new FieldDescription($"{HubSpotObjects.Prices}.{HubSpotPrices.Key}", "Currency", FieldType.Text) { Createable = false, Updateable = false };
            yield return new FieldDescription($"{HubSpotObjects.Prices}.{HubSpotPrices.Amount}", "Price", FieldType.Money) { Scale = 6 };
        }
    }

    private static FieldDescription Field(string type, JsonObject property, string prefix, IReadOnlyList<HubSpotStage> stages)
    {
        var name = property.Text("name")!;
        var kind = TypeOf(property);
        var isReadOnly = property.Part("modificationMetadata").Flag("readOnlyValue") || property.Flag("calculated");
        var isUnique = property.Flag("hasUniqueValue");
        return new FieldDescription(prefix + name, property.Text("label") ?? name, kind)
        {
            Length = kind is FieldType.Text or FieldType.LongText ? LongestText : null,
            Required = (type, name) is (HubSpotObjects.Deals, "dealname") or (HubSpotObjects.Products, "name"),
            Createable = !isReadOnly,
            Updateable = !isReadOnly,
            Custom = !property.Flag("hubspotDefined"),
            Unique = isUnique,
            ExternalId = isUnique,
            RestrictedValues = kind is FieldType.Picklist or FieldType.MultiPicklist && !property.Flag("externalOptions"),
            Values = name switch
            {
                "dealstage" => [.. stages.Select(stage => stage.Id)],
                "pipeline" => [.. stages.Select(stage => stage.Pipeline).Distinct()],
                _ => kind is FieldType.Picklist or FieldType.MultiPicklist ? [.. property.Rows("options").Select(option => option.Text("value")).OfType<string>()] : [],
            },
        };
    }

    public static FieldType TypeOf(JsonObject property) => (property.Text("type"), property.Text("fieldType")) switch
    {
        ("number", _) when property.Flag("showCurrencySymbol") || property.Text("currencyPropertyName") is not null => FieldType.Money,
        ("number", _) => FieldType.Number,
        ("bool", _) or ("enumeration", "booleancheckbox") => FieldType.Boolean,
        ("date", _) => FieldType.Date,
        ("datetime", _) => FieldType.DateTime,
        ("enumeration", "checkbox") => FieldType.MultiPicklist,
        ("enumeration", _) => FieldType.Picklist,
        (_, "textarea" or "html") => FieldType.LongText,
        (_, "phonenumber") => FieldType.Phone,
        _ => FieldType.Text,
    };

    private static IEnumerable<string> Notes(
        List<string> asked, Dictionary<string, IReadOnlyDictionary<string, JsonObject>> described, IReadOnlyList<HubSpotStage> stages)
    {
        foreach (var missing in asked.Where(type => !described.ContainsKey(type)))
        {
            yield return $"Object {missing} is not there, or the app lacks the scope crm.objects.{missing}.read.";
        }

        foreach (var (type, _) in described.Where(one => one.Value.TryGetValue(HubSpotObjects.ExternalKey, out var key) && !key.Flag("hasUniqueValue")))
        {
            yield return $"{type}.{HubSpotObjects.ExternalKey} does not have unique values, and that cannot be changed: archive it and let check --fix make it anew, or a record may be made twice.";
        }

        if (stages.Any(stage => stage.IsWon))
        {
            yield return $"Stages that count as won: {string.Join(", ", stages.Where(stage => stage.IsWon).Select(stage => $"{stage.Label} ({stage.Id})"))}.";
        }
    }
}
