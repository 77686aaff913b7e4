using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Harness.Simulators.Behaviours;

namespace Harness.Simulators.Odoo.Rpc;

/// <summary>XML-RPC, which most client libraries speak. It has no word for "nothing": a method that returns none succeeds and then faults.</summary>
internal static class XmlRpc
{
    private const string ContentType = "text/xml; charset=utf-8";
    private const int Warning = 2;
    private const int AccessDenied = 3;
    private const int AccessError = 4;

    public static ServiceCall? Read(string path, string body)
    {
        try
        {
            var call = XElement.Parse(body);
            return new ServiceCall(
                path.Split('/')[^1], call.Element("methodName")!.Value,
                new JsonArray([.. call.Element("params")?.Elements("param").Select(param => Node(param.Element("value")!)) ?? []]));
        }
        catch (XmlException)
        {
            return null;
        }
    }

    public static VendorResponse Result(JsonNode? result) => HoldsNothing(result)
        ? Fault(1, "Traceback (most recent call last):\nTypeError: cannot marshal None unless allow_none is enabled\n")
        : Answer(new XElement("params", new XElement("param", new XElement("value", Element(result!)))));

    public static VendorResponse Error(OdooError error) => error.Name switch
    {
        "odoo.exceptions.AccessDenied" => Fault(AccessDenied, error.Message),
        "odoo.exceptions.AccessError" => Fault(AccessError, error.Message),
        "odoo.exceptions.UserError" or "odoo.exceptions.ValidationError" or "odoo.exceptions.MissingError" => Fault(Warning, error.Message),
        _ => Fault(1, $"Traceback (most recent call last):\n{error.Name}: {error.Message}\n"),
    };

    private static VendorResponse Fault(int code, string message) => Answer(new XElement("fault", new XElement("value", Element(new JsonObject
    {
        ["faultCode"] = code, ["faultString"] = message,
    }))));

    private static VendorResponse Answer(XElement content) =>
        new(200, $"<?xml version='1.0'?>\n{new XElement("methodResponse", content).ToString(SaveOptions.DisableFormatting)}", ContentType);

    private static bool HoldsNothing(JsonNode? node) => node switch
    {
        null => true,
        JsonArray array => array.Any(HoldsNothing),
        JsonObject map => map.Any(pair => HoldsNothing(pair.Value)),
        _ => false,
    };

    private static XElement Element(JsonNode node) => node switch
    {
        JsonArray array => new XElement("array", new XElement("data", array.Select(one => new XElement("value", Element(one!))))),
        JsonObject map => new XElement("struct", map.Select(pair => new XElement("member", new XElement("name", pair.Key), new XElement("value", Element(pair.Value!))))),
        _ => node.GetValueKind() switch
        {
            JsonValueKind.True => new XElement("boolean", 1),
            JsonValueKind.False => new XElement("boolean", 0),
            JsonValueKind.Number => node.Whole() is { } whole
                ? new XElement("int", whole)
                : new XElement("double", node.ToJsonString()),
            _ => new XElement("string", node.ToString()),
        },
    };

    private static JsonNode? Node(XElement value)
    {
        if (value.Elements().FirstOrDefault() is not { } typed)
        {
            return value.Value;
        }

        return typed.Name.LocalName switch
        {
            "int" or "i4" or "i8" => long.Parse(typed.Value, CultureInfo.InvariantCulture),
            "boolean" => typed.Value.Trim() == "1",
            "double" => decimal.Parse(typed.Value, NumberStyles.Float, CultureInfo.InvariantCulture),
            "array" => new JsonArray([.. typed.Element("data")!.Elements("value").Select(Node)]),
            "struct" => new JsonObject(typed.Elements("member").Select(member => KeyValuePair.Create(member.Element("name")!.Value, Node(member.Element("value")!)))),
            "nil" => null,
            _ => typed.Value,
        };
    }
}
