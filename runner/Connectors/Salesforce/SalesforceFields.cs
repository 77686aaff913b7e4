using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Salesforce;

/// <summary>
/// Creates the custom fields that the matrix needs, by the Tooling API. A new field is hidden from everyone who has no
/// field-level security for it, the integration user included ("Field Permissions").
/// </summary>
internal sealed class SalesforceFields(string system, string version, ISalesforceClient client, SalesforceCalls calls, SalesforceMetadata metadata, SalesforceStatements statements)
{
    private const string PermissionSet = "Harness";

    public async Task<IReadOnlyList<FieldProvision>> EnsureAsync(IReadOnlyList<FieldSpec> specs, CancellationToken ct)
    {
        var before = await VisibleAsync(specs, ct).ConfigureAwait(false);
        var provisions = new List<FieldProvision>();
        foreach (var spec in specs)
        {
            ct.ThrowIfCancellationRequested();
            provisions.Add(before.TryGetValue(NameOf(spec), out var field)
                ? Present(spec, field)
                : await CreateAsync(spec).ConfigureAwait(false));
        }

        var created = provisions.Where(provision => provision.State == FieldProvisionState.Created).Select(provision => provision.Field).ToList();
        if (created.Count == 0)
        {
            return provisions;
        }

        var hidden = await StillHiddenAsync(created, ct).ConfigureAwait(false);
        return [.. provisions.Select(provision => hidden.Contains(NameOf(provision.Field)) ? provision with { Instruction = ShowByHand(provision.Field) } : provision)];
    }

    private static string NameOf(FieldSpec spec) => $"{spec.ObjectType}.{spec.Path}".ToUpperInvariant();

    private static FieldProvision Present(FieldSpec spec, JsonObject field) =>
        spec.ExternalKey && !(field.Flag("unique") && field.Flag("externalId"))
            ? new FieldProvision(spec, FieldProvisionState.MustBeCreatedByHand,
                $"Setup > Object Manager > {spec.ObjectType} > Fields & Relationships > {spec.Path} > Edit: tick Unique and External ID.")
            : new FieldProvision(spec, FieldProvisionState.Present);

    private static string ShowByHand(FieldSpec spec) =>
        $"Setup > Permission Sets > (the integration user's) > Object Settings > {spec.ObjectType}: give Read and Edit access to {spec.Path}.";

    private static string CreateByHand(FieldSpec spec, SalesforceFieldKind? kind) => kind is null
        ? $"{spec.ObjectType}.{spec.Path} cannot be made by the API. Setup > Object Manager > {spec.ObjectType} > Fields & Relationships > New, "
            + "then give the integration user Read and Edit access to it."
        : $"Setup > Object Manager > {spec.ObjectType} > Fields & Relationships > New: {kind.Words}, label \"{spec.Label}\", "
            + $"field name {spec.Path[..^"__c".Length]}; then give the integration user Read and Edit access to it.";

    private async Task<FieldProvision> CreateAsync(FieldSpec spec)
    {
        var kind = SalesforceFieldKind.Of(spec);
        if (kind is null || !SalesforcePath.CanBeWritten(spec.Path) || !spec.Path.EndsWith("__c", StringComparison.Ordinal))
        {
            return new FieldProvision(spec, FieldProvisionState.MustBeCreatedByHand, CreateByHand(spec, null));
        }

        var body = new JsonObject { ["FullName"] = $"{spec.ObjectType}.{spec.Path}", ["Metadata"] = kind.Metadata.DeepClone() };
        var sent = await calls.WriteAsync(ct => client.CreateField(version, SalesforceCalls.Json(body), ct)).ConfigureAwait(false);
        if (sent.Status == WriteStatus.Written && sent.Body.Flag("success"))
        {
            return new FieldProvision(spec, FieldProvisionState.Created);
        }

        // A field that is there but hidden is missing from describe and cannot be made twice.
        if (sent.Fault?.VendorCode == "DUPLICATE_DEVELOPER_NAME")
        {
            return new FieldProvision(spec, FieldProvisionState.Created);
        }

        return sent.Fault is { IsPassing: true } passing
            ? throw new ConnectorException(system, passing)
            : new FieldProvision(spec, FieldProvisionState.MustBeCreatedByHand, CreateByHand(spec, kind));
    }

    private async Task<HashSet<string>> StillHiddenAsync(IReadOnlyList<FieldSpec> created, CancellationToken ct)
    {
        var visible = await VisibleAsync(created, ct).ConfigureAwait(false);
        var hidden = created.Where(spec => !visible.ContainsKey(NameOf(spec))).ToList();
        if (hidden.Count > 0 && await PermissionSetAsync(ct).ConfigureAwait(false) is { } permissionSet)
        {
            hidden = await ShowAsync(hidden, permissionSet).ConfigureAwait(false);
        }

        return [.. hidden.Select(NameOf)];
    }

    // Only a permission set of our name is changed: another one may belong to people who should not see the fields.
    private async Task<string?> PermissionSetAsync(CancellationToken ct)
    {
        try
        {
            var page = await statements.AllAsync(new SalesforceStatement($"SELECT Id FROM PermissionSet WHERE Name = '{PermissionSet}'"), ct).ConfigureAwait(false);
            return page.Rows is [var row, ..] ? row.Text("Id") : null;
        }
        catch (ConnectorException ex) when (!ex.Fault.IsPassing)
        {
            return null;
        }
    }

    private async Task<List<FieldSpec>> ShowAsync(IReadOnlyList<FieldSpec> hidden, string permissionSet)
    {
        var refused = new List<FieldSpec>();
        foreach (var chunk in hidden.Chunk(SalesforceWrites.RowsInCall))
        {
            var body = SalesforceWrites.Body(chunk.Select(spec =>
            {
                var row = SalesforceRow.New("FieldPermissions", null);
                row["ParentId"] = permissionSet;
                row["SobjectType"] = spec.ObjectType;
                row["Field"] = $"{spec.ObjectType}.{spec.Path}";
                row["PermissionsRead"] = true;
                row["PermissionsEdit"] = true;
                return row;
            }));
            var sent = await calls.WriteAsync(ct => client.CreateRows(version, SalesforceCalls.Json(body), ct)).ConfigureAwait(false);
            var results = sent.Body as JsonArray;
            refused.AddRange(chunk.Where((_, i) => results is null || i >= results.Count || !results[i].Flag("success")));
        }

        return refused;
    }

    private async Task<IReadOnlyDictionary<string, JsonObject>> VisibleAsync(IReadOnlyList<FieldSpec> specs, CancellationToken ct)
    {
        var types = specs.Select(spec => spec.ObjectType).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var (described, _) = await metadata.ReadAsync(types, [], ct).ConfigureAwait(false);
        return described
            .SelectMany(found => (found.Value.List("fields") ?? []).OfType<JsonObject>().Select(field => (Name: $"{found.Key}.{field.Text("name")}".ToUpperInvariant(), field)))
            .ToDictionary(entry => entry.Name, entry => entry.field);
    }
}
