using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Metadata;
using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Rules;

/// <summary>Reads a sent record: names without case, parents by external id, nothing that the user may not write.</summary>
internal sealed class DraftReader(Org org, CallLog calls)
{
    public Draft Read(ObjectDefinition type, OrgRecord? existing, JsonObject sent, Writer writer)
    {
        var draft = new Draft(type, existing);
        foreach (var (name, node) in sent)
        {
            if (name is "attributes" || (string.Equals(name, "Id", StringComparison.OrdinalIgnoreCase) && existing is not null))
            {
                continue;
            }

            var field = writer.Actor == "api" ? type.FindVisible(name) : type.Find(name);
            if (field is null && type.FindRelationship(name) is { } reference)
            {
                RefuseReadOnly(reference, existing, writer);
                draft[reference.Name] = ParentId(reference, name, node);
                continue;
            }

            if (field is null)
            {
                throw UnknownField(type, name, writer);
            }

            RefuseReadOnly(field, existing, writer);
            draft[field.Name] = FieldRules.Check(type, field, FieldValues.FromJson(field, node));
        }

        return draft;
    }

    private VendorRuleException UnknownField(ObjectDefinition type, string name, Writer writer)
    {
        if (writer.Actor == "api")
        {
            calls.Violation("unknown-field", writer.Operation, $"{type.Name}.{name}");
        }

        return new VendorRuleException("INVALID_FIELD", $"No such column '{name}' on sobject of type {type.Name}");
    }

    private static void RefuseReadOnly(FieldDefinition field, OrgRecord? existing, Writer writer)
    {
        var writable = existing is null ? field.Createable : field.Updateable;
        if (!writable && !writer.IsSeeding)
        {
            throw new VendorRuleException(
                "INVALID_FIELD_FOR_INSERT_UPDATE",
                $"Unable to create/update fields: {field.Name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.",
                field.Name);
        }
    }

    private string? ParentId(FieldDefinition reference, string name, JsonNode? node)
    {
        if (node is null)
        {
            return null;
        }

        if (node is not JsonObject parent)
        {
            throw new VendorRuleException("INVALID_FIELD", $"Cannot reference a foreign key field {name}: the value is not a nested SObject");
        }

        var target = org.Schema.Object(reference.ReferenceTo[0]);
        var keys = parent.Where(pair => pair.Key != "attributes").ToList();
        if (keys.Count != 1 || target.FindVisible(keys[0].Key) is not { } key || !(key.IdLookup || key.ExternalId))
        {
            throw new VendorRuleException("INVALID_FIELD", $"Foreign key reference {name} needs exactly one external ID field of {target.Name}");
        }

        var value = FieldValues.FromJson(key, keys[0].Value);
        var found = value is null ? [] : org.Table(target).Having(key, value);
        return found.Count switch
        {
            1 => found[0].Id,
            0 => throw new VendorRuleException(
                "INVALID_FIELD", $"Foreign key external ID: {keys[0].Value} not found for field {key.Name} in entity {target.Name}"),
            _ => throw new VendorRuleException(
                "DUPLICATE_EXTERNAL_ID", $"Foreign key external ID: {keys[0].Value} matches several records of {target.Name}", key.Name),
        };
    }
}
