using System.Text.Json.Nodes;
using Harness.Simulators.HubSpot.Rules;
using Harness.Simulators.HubSpot.Store;

namespace Harness.Simulators.HubSpot.Api;

/// <summary>Associations that a create carries. A target that is not there fails the whole create.</summary>
internal static class InlineAssociations
{
    public static IReadOnlyList<(AssociationType Kind, string To)> Read(Portal portal, CrmTable from, JsonObject body) =>
        [.. (body["associations"] as JsonArray ?? []).OfType<JsonObject>().SelectMany(one =>
        {
            var id = one["to"]?["id"]?.ToString() ?? "";
            return (one["types"] as JsonArray ?? []).OfType<JsonObject>().Select(type =>
            {
                var kind = KindOf(type, from.Type.Name);
                return portal.Table(kind.To).Find(id) is { IsLive: true } target
                    ? (kind, target.Id)
                    : throw new RefusedException("VALIDATION_ERROR", $"The object to associate with ({id}) does not exist");
            });
        })];

    public static void Set(Portal portal, CrmRecord record, IReadOnlyList<(AssociationType Kind, string To)> associations)
    {
        foreach (var (kind, to) in associations)
        {
            portal.Associations.Set(kind, record.Id, to);
        }
    }

    public static AssociationType KindOf(JsonObject type, string from)
    {
        var id = type["associationTypeId"]?.ToString();
        return int.TryParse(id, out var number) && AssociationTypes.Find(number) is { } kind && kind.From == from
            ? kind
            : throw new RefusedException("VALIDATION_ERROR", $"The association type {id} is not valid from {from}");
    }
}
