using System.Xml.Linq;
using Harness.Simulators.BusinessCentral.Model;

namespace Harness.Simulators.BusinessCentral.OData;

/// <summary>The service's own description (CSDL), from which OData clients learn types, keys and navigations.</summary>
internal static class MetadataDocument
{
    private static readonly XNamespace edmx = "http://docs.oasis-open.org/odata/ns/edmx";
    private static readonly XNamespace edm = "http://docs.oasis-open.org/odata/ns/edm";

    public static string Write(BusinessCentralOptions options) => new XDocument(
        new XElement(
            edmx + "Edmx", new XAttribute("Version", "4.0"), new XAttribute(XNamespace.Xmlns + "edmx", edmx),
            new XElement(
                edmx + "DataServices",
                new XElement(
                    edm + "Schema", new XAttribute("Namespace", "Microsoft.NAV"),
                    Company(),
                    Entities.All.Values.Select(set => Type(set, options)),
                    Actions(),
                    new XElement(
                        edm + "EntityContainer", new XAttribute("Name", "NAV"),
                        Set("companies", "company"), Entities.All.Values.Select(set => Set(set.Name, set.Entity)))))))
        .ToString(SaveOptions.DisableFormatting);

    private static XElement Company() => new(
        edm + "EntityType", new XAttribute("Name", "company"), Key("id"), Property("id", "Edm.Guid", null), Property("name", "Edm.String", null),
        Property("displayName", "Edm.String", null), Property("systemVersion", "Edm.String", null),
        Entities.All.Values.Select(set => Navigation(set.Name, $"Collection(Microsoft.NAV.{set.Entity})")));

    private static XElement Type(EntitySet set, BusinessCentralOptions options) => new(
        edm + "EntityType", new XAttribute("Name", set.Entity), Key(set.Properties[0].Name),
        set.Properties.Where(property => !options.RemovedProperties.Contains($"{set.Name}.{property.Name}"))
            .Select(property => Property(property.Name, property.EdmType, property.Length)),
        set.Navigations.Select(navigation => Navigation(
            navigation.Name, navigation.IsMany ? $"Collection(Microsoft.NAV.{Entities.All[navigation.Set].Entity})" : $"Microsoft.NAV.{Entities.All[navigation.Set].Entity}")));

    private static IEnumerable<XElement> Actions() =>
        from bound in new[]
        {
            ("salesOrder", "shipAndInvoice"), ("salesInvoice", "post"), ("salesInvoice", "postAndSend"), ("salesInvoice", "send"), ("salesInvoice", "cancel"),
            ("salesInvoice", "makeCorrectiveCreditMemo"), ("journal", "post"),
        }
        select new XElement(
            edm + "Action", new XAttribute("Name", bound.Item2), new XAttribute("IsBound", "true"),
            new XElement(edm + "Parameter", new XAttribute("Name", "bindingParameter"), new XAttribute("Type", $"Microsoft.NAV.{bound.Item1}")));

    private static XElement Key(string name) => new(edm + "Key", new XElement(edm + "PropertyRef", new XAttribute("Name", name)));

    private static XElement Property(string name, string type, int? length) => new(
        edm + "Property", new XAttribute("Name", name), new XAttribute("Type", type),
        length is { } most ? new XAttribute("MaxLength", most) : null,
        type == "Edm.Decimal" ? new XAttribute("Scale", "Variable") : null,
        name == "id" ? new XAttribute("Nullable", "false") : null);

    private static XElement Navigation(string name, string type) =>
        new(edm + "NavigationProperty", new XAttribute("Name", name), new XAttribute("Type", type), new XAttribute("ContainsTarget", "true"));

    private static XElement Set(string name, string entity) =>
        new(edm + "EntitySet", new XAttribute("Name", name), new XAttribute("EntityType", $"Microsoft.NAV.{entity}"));
}
