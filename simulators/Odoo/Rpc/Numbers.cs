using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Simulators.Odoo.Rpc;

/// <summary>Numbers of JSON that came over the wire or was made here: the two keep them in different types.</summary>
internal static class Numbers
{
    public static long? Whole(this JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.Number && long.TryParse(node.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static decimal? Amount(this JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.Number && decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
