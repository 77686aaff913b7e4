using System.Text.Json.Nodes;
using Harness.Simulators.NetSuite.Catalog;
using Harness.Simulators.NetSuite.Store;

namespace Harness.Simulators.NetSuite.Rest;

/// <summary>A body into a record: fields, sub-lists by their keys, nothing saved.</summary>
internal sealed class RecordWriter(ValueReader reader, NetSuiteOptions options)
{
    private static readonly HashSet<string> ignored = new(StringComparer.OrdinalIgnoreCase) { "links", "id", "refName", "customForm" };

    public void Fill(NsRecord record, JsonObject body, WriteMode mode)
    {
        foreach (var (name, node) in body)
        {
            if (Known(record.Type.Field(name)) is { } field)
            {
                Put(record.Values, field, node, field.Name, mode);
            }
            else if (record.Type.Sublist(name) is { } sublist)
            {
                FillSublist(record, sublist, node, mode);
            }
            else if (!ignored.Contains(name))
            {
                Unknown(name, mode);
            }
        }

        if (mode.ReplaceSelectedFields)
        {
            foreach (var name in mode.Replace.Where(name => !body.ContainsKey(name)))
            {
                Clear(record, name);
            }
        }
    }

    private void FillSublist(NsRecord record, Sublist sublist, JsonNode? node, WriteMode mode)
    {
        var stored = record.Lines(sublist.Name);
        var kept = new List<NsLine>();
        var place = $"{sublist.Name}.items";
        if ((node is JsonObject holder ? holder["items"] : node) is not JsonArray items)
        {
            throw NsError.Content($"Error while accessing a resource. Invalid value for the resource or sub-resource field '{sublist.Name}'. Provide a valid value.", sublist.Name);
        }

        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is not JsonObject item)
            {
                throw NsError.Content("Error while accessing a resource. A line of a sublist must be an object.", $"{place}[{i}]");
            }

            var values = new Values();
            var sent = new NsLine { Values = values };
            FillLine(sent, sublist, item, $"{place}[{i}]", mode);
            var line = stored.Find(l => Matches(l, values, sublist, stored));
            if (line is null)
            {
                line = new NsLine();
                stored.Add(line);
            }

            FillLine(line, sublist, item, $"{place}[{i}]", mode);
            kept.Add(line);
        }

        if (mode.Replace.Contains(sublist.Name))
        {
            stored.RemoveAll(line => !kept.Contains(line));
        }
    }

    private void FillLine(NsLine line, Sublist sublist, JsonObject item, string place, WriteMode mode)
    {
        foreach (var (name, node) in item)
        {
            if (Known(sublist.Field(name)) is { } field)
            {
                Put(line.Values, field, node, $"{place}.{field.Name}", mode);
            }
            else if (sublist.Subrecord is { } sub && Same(sub.Name, name) && node is JsonObject inner)
            {
                line.Subrecord ??= [];
                foreach (var (innerName, innerNode) in inner)
                {
                    if (sub.Fields.FirstOrDefault(f => Same(f.Name, innerName)) is { } innerField)
                    {
                        Put(line.Subrecord, innerField, innerNode, $"{place}.{sub.Name}.{innerField.Name}", mode);
                    }
                    else if (!ignored.Contains(innerName))
                    {
                        Unknown($"{place}.{sub.Name}.{innerName}", mode);
                    }
                }
            }
            else if (sublist.Name == "addressBook" && Same(name, "id") && sublist.Field("internalId") is { } key)
            {
                Put(line.Values, key, node, $"{place}.id", mode);
            }
            else if (!ignored.Contains(name))
            {
                Unknown($"{place}.{name}", mode);
            }
        }
    }

    private static bool Matches(NsLine line, Values sent, Sublist sublist, List<NsLine> stored)
    {
        // "line" of an apply list tells parts of one document apart and is 0 where nobody says it.
        var keys = sublist.Name == "apply" ? ["doc"] : sublist.Keys;
        return stored.Count > 0 && keys.All(key => sent.Get(key) is { } value && Equals(line.Values.Get(key), value));
    }

    private void Put(Values values, RecordField field, JsonNode? node, string place, WriteMode mode)
    {
        if (!field.ReadOnly)
        {
            values.Put(field.Name, reader.Read(field, node, place, mode.Typed));
        }
    }

    private static void Clear(NsRecord record, string name)
    {
        if (record.Type.Field(name) is { ReadOnly: false })
        {
            record.Values.Remove(name);
        }
        else if (record.Type.Sublist(name) is not null)
        {
            record.SetLines(name, []);
        }
    }

    private static void Unknown(string name, WriteMode mode)
    {
        mode.OnUnknown(name);
        if (mode.UnknownNamesAreErrors)
        {
            throw NsError.Content(
                $"Error while accessing a resource. Unknown reference or field '{name}' was provided. Provide a valid field name.", name);
        }
    }

    private RecordField? Known(RecordField? field) => field is null || options.RemovedFields.Contains(field.Name) ? null : field;

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
