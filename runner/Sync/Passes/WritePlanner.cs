using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Sync.Passes;

/// <summary>Turns what a merge says each side must become into requests in the vendor's terms.</summary>
public sealed class WritePlanner(Integration integration, Flow flow)
{
    public void Plan(PassItem item, PassBatch batch)
    {
        foreach (var side in new[] { SystemRole.Erp, SystemRole.Crm })
        {
            var fields = item.Plan!.For(side);
            var lines = item.Plan.LinesFor(side);
            if (item.IsOpen && (fields.Count > 0 || lines is not null) && (item.On(side) is not null || item.Creates == side))
            {
                Plan(item, side, fields, lines);
            }
        }

        Send(item, batch);
    }

    /// <summary>What the item wants written joins the batch's writes; in the shadow it is only said.</summary>
    public static void Send(PassItem item, PassBatch batch)
    {
        if (item.IsOpen && item.IsShadow)
        {
            item.Finish(ItemState.Compared, item.Writes.Count == 0 ? "Both sides agree." : $"Would write {string.Join(" and ", item.Writes.Select(Words))}.");
            item.Writes.Clear();
        }

        if (item.IsOpen)
        {
            batch.Writes.AddRange(item.Writes);
        }
    }

    private static string Words(PlannedWrite write) => $"{(write.Request.IsCreate ? "a new" : "the")} {write.Request.ObjectType}";

    private void Plan(PassItem item, SystemRole side, FieldSet fields, IReadOnlyList<Line>? lines)
    {
        var whole = (item.On(side)?.Fields ?? FieldSet.Empty).Overlay(fields);
        var mapped = integration.Mapping(flow.Entity, side).Write(ToSide(item, side, fields), ToSide(item, side, whole), ToSide(item, side, lines));
        if (mapped.Problems.Count > 0)
        {
            item.Stop(mapped.Problems[0]);
            item.Writes.Clear();
            return;
        }

        var existing = item.On(side);
        var source = item.On(side.Other())!;
        var values = new Dictionary<string, JsonNode?>(mapped.Values);
        var status = side == SystemRole.Crm && item.Matrix.Status is { } paths && item.Writes.Count == 0
            ? StatusValues.Of(paths, "synced", string.Empty, integration.Now, ErpName.Of(integration, item.Matrix, source.Ref.Id)) : null;
        foreach (var (path, value) in status ?? [])
        {
            values.TryAdd(path, value);
        }

        var objectType = item.Matrix.ObjectIn(side);
        var external = existing is null
            ? new ExternalKey(integration.Connector(side).ExternalKeyPath(objectType), integration.ExternalKey(flow.Entity, source.Ref.Id)) : null;
        if (external is not null)
        {
            values.Remove(external.Path);
        }

        var content = ContentHash.Of(JsonSerializer.Serialize(new { objectType, existing?.Ref.Id, external, values = mapped.Values, mapped.Lines }));
        var key = ContentHash.Of($"{integration.Id}|{flow.Entity}|{source.Ref}|{side}|{existing?.Ref.Id ?? "new"}|{(existing is null ? "create" : content)}");
        item.Writes.Add(new PlannedWrite(
            side, new WriteRequest(key, objectType, existing?.Ref.Id, external, values, mapped.Lines, existing?.Version), fields, lines)
        {
            CarriesStatus = status is not null,
            RequestHash = content,
        });
    }

    private static FieldSet ToSide(PassItem item, SystemRole side, FieldSet fields) =>
        side == SystemRole.Crm ? fields : ReferenceFields.Translate(item.Matrix.Rows, fields, (entity, id) => item.References.GetValueOrDefault((entity, id))?.ErpId);

    private static IReadOnlyList<Line>? ToSide(PassItem item, SystemRole side, IReadOnlyList<Line>? lines) =>
        side == SystemRole.Crm ? lines : ReferenceFields.Translate(item.Matrix.Lines, lines, (entity, id) => item.References.GetValueOrDefault((entity, id))?.ErpId);
}
