using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Harness.Simulators.Behaviours;
using Harness.Simulators.HubSpot.Catalog;
using Harness.Simulators.HubSpot.Rules;
using Harness.Simulators.HubSpot.Store;

namespace Harness.Simulators.HubSpot.Api;

/// <summary>Property metadata: reading, making and archiving.</summary>
internal sealed partial class PropertyEndpoints(Portal portal)
{
    private const string ReadScope = "crm.objects.{0}.read";
    private const string WriteScope = "crm.schemas.{0}.write";
    private const int MostUnique = 10;

    private static readonly Dictionary<string, string[]> FieldTypes = new()
    {
        ["string"] = ["text", "textarea", "html", "phonenumber", "file"],
        ["number"] = ["number"],
        ["date"] = ["date"],
        ["datetime"] = ["date"],
        ["enumeration"] = ["select", "radio", "checkbox", "booleancheckbox", "calculation_equation"],
        ["bool"] = ["booleancheckbox"],
    };

    public IEnumerable<Operation> Operations(Routes routes) =>
    [
        routes.Of("properties", "GET", $"{Routes.Properties}/{Routes.Part}", OperationKind.Read, ReadScope, All),
        routes.Of("property-groups", "GET", $"{Routes.Properties}/{Routes.Part}/groups", OperationKind.Read, ReadScope, Groups),
        routes.Of("property-group-create", "POST", $"{Routes.Properties}/{Routes.Part}/groups", OperationKind.Write, WriteScope, CreateGroup),
        routes.Of("property-create", "POST", $"{Routes.Properties}/{Routes.Part}", OperationKind.Write, WriteScope, Create),
        routes.Of("properties-create", "POST", $"{Routes.Properties}/{Routes.Part}/batch/create", OperationKind.Write, WriteScope, CreateMany),
        routes.Of("property", "GET", $"{Routes.Properties}/{Routes.Part}/{Routes.Part}", OperationKind.Read, ReadScope, One),
        routes.Of("property-archive", "DELETE", $"{Routes.Properties}/{Routes.Part}/{Routes.Part}", OperationKind.Write, WriteScope, Archive),
    ];

    private VendorResponse All(ApiCall call)
    {
        var type = ObjectEndpoints.Table(portal, call.Parts[0]).Type;
        var properties = call.IsTrue("archived") ? type.All.Where(property => property.IsArchived) : type.Live;
        return VendorResponse.Json(200, new JsonObject { ["results"] = new JsonArray([.. properties.Select(property => (JsonNode)property.ToJson(portal.Opened))]) });
    }

    private VendorResponse One(ApiCall call) => ObjectEndpoints.Table(portal, call.Parts[0]).Type.Find(call.Parts[1]) is { } property
        ? VendorResponse.Json(200, property.ToJson(portal.Opened))
        : HsErrors.NotFound();

    private VendorResponse Groups(ApiCall call) => VendorResponse.Json(200, new JsonObject
    {
        ["results"] = new JsonArray([.. ObjectEndpoints.Table(portal, call.Parts[0]).Type.Groups.Select(name => (JsonNode)Group(name, name))]),
    });

    private VendorResponse CreateGroup(ApiCall call)
    {
        var type = ObjectEndpoints.Table(portal, call.Parts[0]).Type;
        var name = Text(call.Body(), "name");
        return type.Groups.Add(name)
            ? VendorResponse.Json(201, Group(name, Text(call.Body(), "label")))
            : HsErrors.Answer(409, "OBJECT_ALREADY_EXISTS", $"A property group named '{name}' already exists.");
    }

    private VendorResponse Create(ApiCall call) =>
        VendorResponse.Json(201, Add(ObjectEndpoints.Table(portal, call.Parts[0]).Type, call.Body()).ToJson(portal.Now));

    private VendorResponse CreateMany(ApiCall call)
    {
        var type = ObjectEndpoints.Table(portal, call.Parts[0]).Type;
        var answer = new BatchAnswer(portal.Now);
        foreach (var input in call.Inputs(100))
        {
            try
            {
                answer.Add(Add(type, input).ToJson(portal.Now));
            }
            catch (RefusedException refused)
            {
                answer.Fail(HsErrors.Body(refused), "name", [input["name"]?.ToString() ?? ""]);
            }
        }

        return answer.ToResponse(call.IsLegacy ? 201 : 200, call.IsLegacy);
    }

    private VendorResponse Archive(ApiCall call)
    {
        var type = ObjectEndpoints.Table(portal, call.Parts[0]).Type;
        if (type.Find(call.Parts[1]) is { IsHubSpotDefined: false } property)
        {
            type.Set(property with { IsArchived = true });
        }

        return new VendorResponse(204);
    }

    private static PropertyDefinition Add(ObjectType type, JsonObject body)
    {
        var (name, kind, field) = (Text(body, "name"), Text(body, "type"), Text(body, "fieldType"));
        var isUnique = body["hasUniqueValue"]?.GetValue<bool>() ?? false;
        if (type.FindArchivedToo(name) is { } known)
        {
            throw new RefusedException("OBJECT_ALREADY_EXISTS", known.IsArchived
                ? $"A property named '{name}' was archived and blocks the name."
                : $"A property named '{name}' already exists.") { Status = 409 };
        }

        Refuse(!PropertyName().IsMatch(name), $"Property name '{name}' is invalid: lower case letters, digits and underscores, starting with a letter");
        Refuse(!FieldTypes.TryGetValue(kind, out var fields) || !fields.Contains(field), $"fieldType {field} is not valid for type {kind}");
        Refuse(!type.Groups.Contains(Text(body, "groupName")), $"property group {Text(body, "groupName")} does not exist");
        Refuse(isUnique && type.Live.Count(property => property.IsUnique && !property.IsHubSpotDefined) >= MostUnique, $"At most {MostUnique} properties may have unique values");
        var property = new PropertyDefinition(name, Text(body, "label"), kind, field)
        {
            Group = Text(body, "groupName"),
            IsUnique = isUnique,
            IsHubSpotDefined = false,
            IsMoney = body["showCurrencySymbol"]?.GetValue<bool>() ?? false,
            CurrencyProperty = body["currencyPropertyName"]?.ToString(),
            Options = [.. (body["options"] as JsonArray ?? []).OfType<JsonObject>().Select(option => new PropertyOption(Text(option, "value"), Text(option, "label")))],
        };
        type.Set(property);
        return property;
    }

    private static JsonObject Group(string name, string label) => new() { ["name"] = name, ["label"] = label, ["displayOrder"] = -1, ["archived"] = false };

    private static string Text(JsonObject body, string name) =>
        body[name]?.ToString() is { Length: > 0 } text ? text : throw new RefusedException("VALIDATION_ERROR", $"Invalid input JSON: {name} is required");

    private static void Refuse(bool isWrong, string message)
    {
        if (isWrong)
        {
            throw new RefusedException("VALIDATION_ERROR", message);
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex PropertyName();
}
