using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.NetSuite.Catalog;

namespace Harness.Simulators.NetSuite.Rest;

/// <summary>The metadata catalogue: which records there are, and each one as a JSON schema.</summary>
internal sealed class MetadataEndpoints(NetSuiteOptions options)
{
    public const string Root = RecordReader.Root + "/metadata-catalog";

    private const string SchemaType = "application/schema+json";

    public static VendorResponse List(VendorRequest request)
    {
        var place = $"{request.Url.GetLeftPart(UriPartial.Authority)}{Root}";
        var wanted = request.Query.GetValueOrDefault("select")?.Split(',', StringSplitOptions.TrimEntries);
        var items = RecordTypes.All.Where(t => wanted?.Contains(t.Name, StringComparer.OrdinalIgnoreCase) ?? true)
            .Select(type => (JsonNode)new JsonObject
            {
                ["name"] = type.Name,
                ["links"] = new JsonArray(
                    Link("canonical", $"{place}/{type.Name}", "application/json"),
                    Link("describedby", $"{place}/{type.Name}", SchemaType)),
            });
        return VendorResponse.Json(200, new JsonObject { ["items"] = new JsonArray([.. items]), ["links"] = RecordReader.Links(place) });
    }

    public VendorResponse Get(VendorRequest request)
    {
        var type = RecordCall.TypeNamed(Uri.UnescapeDataString(request.Path[(Root.Length + 1)..]));
        var accept = request.Header("Accept") ?? "";
        return accept.Contains(SchemaType, StringComparison.OrdinalIgnoreCase)
            ? new VendorResponse(200, Schema(type).ToJsonString(), $"{SchemaType}; charset=UTF-8")
            : VendorResponse.Json(200, new JsonObject
            {
                ["name"] = type.Name,
                ["links"] = new JsonArray(Link("describedby", request.Url.GetLeftPart(UriPartial.Path), SchemaType)),
            });
    }

    private JsonObject Schema(RecordType type)
    {
        var properties = new JsonObject { ["id"] = Word("Internal ID") };
        foreach (var field in type.Fields.Where(Exists))
        {
            properties[field.Name] = Describe(field);
        }

        foreach (var sublist in type.Sublists)
        {
            properties[sublist.Name] = Describe(sublist);
        }

        return new JsonObject { ["type"] = "object", ["title"] = type.Title, ["properties"] = properties, ["x-ns-filterable"] = Filterable(type) };
    }

    private JsonObject Describe(Sublist sublist)
    {
        var line = new JsonObject();
        foreach (var field in sublist.Fields.Where(Exists))
        {
            line[field.Name] = Describe(field);
        }

        if (sublist.Subrecord is { } sub)
        {
            var inner = new JsonObject();
            foreach (var field in sub.Fields)
            {
                inner[field.Name] = Describe(field);
            }

            line[sub.Name] = new JsonObject { ["title"] = "Address", ["type"] = "object", ["properties"] = inner };
        }

        var items = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "object", ["properties"] = line } };
        return new JsonObject
        {
            ["title"] = sublist.Title,
            ["type"] = "object",
            ["x-ns-sublist-keys"] = new JsonArray([.. sublist.Keys.Select(k => (JsonNode)k)]),
            ["properties"] = new JsonObject { ["items"] = items, ["totalResults"] = new JsonObject { ["type"] = "integer", ["format"] = "int64" } },
        };
    }

    private static JsonObject Describe(RecordField field)
    {
        var described = field.Kind switch
        {
            FieldKind.Reference => ReferenceTo(field),
            FieldKind.Flag => new JsonObject { ["title"] = field.Title, ["type"] = "boolean" },
            FieldKind.Number or FieldKind.Money => new JsonObject { ["title"] = field.Title, ["type"] = "number", ["format"] = "double" },
            FieldKind.Date => Word(field.Title, "date"),
            FieldKind.DateTime => Word(field.Title, "date-time"),
            FieldKind.Email => Word(field.Title, "email"),
            _ => Word(field.Title),
        };
        described["nullable"] = true;
        if (field.MaxLength > 0)
        {
            described["maxLength"] = field.MaxLength;
        }

        if (field.ReadOnly)
        {
            described["readOnly"] = true;
        }

        if (field.Custom)
        {
            described["x-ns-custom-field"] = true;
        }

        if (field.Values is not null)
        {
            described["enum"] = new JsonArray([.. field.Values.Select(v => (JsonNode)v)]);
        }

        return described;
    }

    private static JsonObject ReferenceTo(RecordField field)
    {
        var id = Word("Internal identifier");
        if (ValueLists.Of(field.Target!) is { } list)
        {
            id["enum"] = new JsonArray([.. list.Keys.Select(k => (JsonNode)k)]);
        }

        return new JsonObject
        {
            ["title"] = field.Title,
            ["type"] = "object",
            ["x-ns-reference"] = field.Target,
            ["properties"] = new JsonObject { ["id"] = id, ["refName"] = Word("Reference Name"), ["externalId"] = Word("External identifier") },
        };
    }

    private JsonArray Filterable(RecordType type) => new([.. type.Fields.Where(Exists).Select(f => (JsonNode)f.Name)]);

    private bool Exists(RecordField field) => !options.RemovedFields.Contains(field.Name);

    private static JsonObject Word(string title, string? format = null)
    {
        var word = new JsonObject { ["title"] = title, ["type"] = "string" };
        if (format is not null)
        {
            word["format"] = format;
        }

        return word;
    }

    private static JsonObject Link(string rel, string href, string mediaType) =>
        new() { ["rel"] = rel, ["href"] = href, ["mediaType"] = mediaType };
}
