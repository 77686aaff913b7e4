using System.Text.Json.Nodes;
using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Metadata;

/// <summary>The describe answers.</summary>
internal static class DescribeJson
{
    public static JsonObject Brief(ObjectDefinition type, string version)
    {
        var root = $"/services/data/{version}/{(type.Tooling ? "tooling/" : "")}sobjects/{type.Name}";
        return new JsonObject
        {
            ["activateable"] = false,
            ["associateEntityType"] = null,
            ["associateParentEntity"] = null,
            ["createable"] = type.Createable,
            ["custom"] = false,
            ["customSetting"] = false,
            ["deepCloneable"] = false,
            ["deletable"] = type.Deletable,
            ["deprecatedAndHidden"] = false,
            ["feedEnabled"] = type.Createable,
            ["hasSubtypes"] = false,
            ["isInterface"] = false,
            ["isSubtype"] = false,
            ["keyPrefix"] = type.KeyPrefix,
            ["label"] = type.Label,
            ["labelPlural"] = type.Plural,
            ["layoutable"] = type.Createable,
            ["mergeable"] = type.Name is "Account" or "Contact",
            ["mruEnabled"] = type.Createable,
            ["name"] = type.Name,
            ["queryable"] = true,
            ["replicateable"] = type.Find("IsDeleted") is not null,
            ["retrieveable"] = true,
            ["searchable"] = type.Createable,
            ["triggerable"] = type.Createable,
            ["undeletable"] = type.Deletable,
            ["updateable"] = type.Createable,
            ["urls"] = new JsonObject
            {
                ["sobject"] = root,
                ["describe"] = root + "/describe",
                ["rowTemplate"] = root + "/{ID}",
            },
        };
    }

    public static JsonObject Full(Schema schema, ObjectDefinition type, string version)
    {
        var answer = Brief(type, version);
        answer["actionOverrides"] = new JsonArray();
        answer["childRelationships"] = new JsonArray([.. schema.ChildrenOf(type).Select(child => (JsonNode)new JsonObject
        {
            ["cascadeDelete"] = child.Field.CascadeDelete,
            ["childSObject"] = child.Child.Name,
            ["deprecatedAndHidden"] = false,
            ["field"] = child.Field.Name,
            ["junctionIdListNames"] = new JsonArray(),
            ["junctionReferenceTo"] = new JsonArray(),
            ["relationshipName"] = child.Field.ChildRelationship,
            ["restrictedDelete"] = false,
        })]);
        answer["compactLayoutable"] = type.Createable;
        answer["fields"] = new JsonArray([.. type.VisibleFields.Select(field => (JsonNode)Field(field))]);
        answer["namedLayoutInfos"] = new JsonArray();
        answer["networkScopeFieldName"] = null;
        answer["recordTypeInfos"] = new JsonArray(new JsonObject
        {
            ["active"] = true,
            ["available"] = true,
            ["defaultRecordTypeMapping"] = true,
            ["developerName"] = "Master",
            ["master"] = true,
            ["name"] = "Master",
            ["recordTypeId"] = "012000000000000AAA",
            ["urls"] = new JsonObject { ["layout"] = $"/services/data/{version}/sobjects/{type.Name}/describe/layouts/012000000000000AAA" },
        });
        answer["searchLayoutable"] = type.Createable;
        answer["supportedScopes"] = new JsonArray(new JsonObject { ["label"] = $"All {type.Plural}", ["name"] = "everything" });
        return answer;
    }

    private static JsonObject Field(FieldDefinition field) => new()
    {
        ["aggregatable"] = field.Type is not (FieldType.Address or FieldType.LongTextArea or FieldType.Boolean),
        ["aiPredictionField"] = false,
        ["autoNumber"] = field.AutoNumber,
        ["byteLength"] = field.Length * 3,
        ["calculated"] = field.Formula is not null && field.Type is not FieldType.Address && field.IsCustom,
        ["calculatedFormula"] = null,
        ["cascadeDelete"] = field.CascadeDelete,
        ["caseSensitive"] = field.CaseSensitive,
        ["compoundFieldName"] = field.CompoundFieldName,
        ["controllerName"] = Controller(field),
        ["createable"] = field.Createable,
        ["custom"] = field.IsCustom,
        ["defaultValue"] = FieldValues.ToJson(field.Type, field.DefaultValue),
        ["defaultValueFormula"] = null,
        ["defaultedOnCreate"] = field.DefaultedOnCreate,
        ["dependentPicklist"] = Controller(field) is not null,
        ["deprecatedAndHidden"] = false,
        ["digits"] = field.Type == FieldType.Int ? field.Precision : 0,
        ["displayLocationInDecimal"] = false,
        ["encrypted"] = false,
        ["externalId"] = field.ExternalId,
        ["extraTypeInfo"] = field.ExtraTypeInfo,
        ["filterable"] = field.Filterable,
        ["filteredLookupInfo"] = null,
        ["formulaTreatNullNumberAsZero"] = false,
        ["groupable"] = field.Type is not (FieldType.Address or FieldType.LongTextArea or FieldType.DateTime) && !field.Type.IsNumber(),
        ["highScaleNumber"] = false,
        ["htmlFormatted"] = false,
        ["idLookup"] = field.IdLookup || field.ExternalId,
        ["inlineHelpText"] = null,
        ["label"] = field.Label,
        ["length"] = field.Length,
        ["mask"] = null,
        ["maskType"] = null,
        ["name"] = field.Name,
        ["nameField"] = field.NameField,
        ["namePointing"] = false,
        ["nillable"] = field.Nillable,
        ["permissionable"] = field.Nillable && field.Type != FieldType.Id,
        ["picklistValues"] = new JsonArray([.. field.Values.Select(value => (JsonNode)Value(field, value))]),
        ["polymorphicForeignKey"] = false,
        ["precision"] = field.Type == FieldType.Int ? 0 : field.Precision,
        ["queryByDistance"] = false,
        ["referenceTargetField"] = null,
        ["referenceTo"] = new JsonArray([.. field.ReferenceTo.Select(target => (JsonNode)target)]),
        ["relationshipName"] = field.RelationshipName,
        ["relationshipOrder"] = null,
        ["restrictedDelete"] = false,
        ["restrictedPicklist"] = field.RestrictedPicklist,
        ["scale"] = field.Scale,
        ["searchPrefilterable"] = false,
        ["soapType"] = field.Type.SoapType(),
        ["sortable"] = field.Type is not (FieldType.Address or FieldType.LongTextArea or FieldType.MultiPicklist),
        ["type"] = field.Type.Name(),
        ["unique"] = field.Unique,
        ["updateable"] = field.Updateable,
        ["writeRequiresMasterRead"] = false,
    };

    private static JsonObject Value(FieldDefinition field, PicklistValue value) => new()
    {
        ["active"] = value.Active,
        ["defaultValue"] = value.Default,
        ["label"] = value.Label ?? value.Value,
        ["validFor"] = Controller(field) is null ? null : Countries.ValidFor(value.Value),
        ["value"] = value.Value,
    };

    /// <summary>A state depends on its country.</summary>
    private static string? Controller(FieldDefinition field) =>
        field.Type == FieldType.Picklist && field.Name.EndsWith("StateCode", StringComparison.Ordinal)
            ? field.Name.Replace("StateCode", "CountryCode", StringComparison.Ordinal)
            : null;
}
