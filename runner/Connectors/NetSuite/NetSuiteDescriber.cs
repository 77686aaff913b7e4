using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.NetSuite;

/// <summary>What the account is and holds, from its metadata catalogue and its lists.</summary>
internal sealed class NetSuiteDescriber(
    string system,
    NetSuiteOptions options,
    NetSuiteCalls calls,
    NetSuiteQuery query,
    NetSuiteSchemas schemas,
    NetSuiteLookups lookups,
    TimeProvider clock)
{
    private static readonly TimeSpan tolerableDifference = TimeSpan.FromMinutes(5);

    public async Task<SystemDescription> DescribeAsync(IReadOnlyCollection<string> objectTypes, CancellationToken ct)
    {
        var notes = new List<string>();
        var wanted = objectTypes.Where(t => t != "deletedrecord").Distinct().Select(type => NetSuiteCatalogue.Find(type)
            ?? throw new ConnectorException(system, NetSuiteFaults.Broken($"This connector knows no object {type}.", type))).ToList();
        var read = await Task.WhenAll(wanted.Select(of => of.Schema).Distinct().Select(type => schemas.RefreshAsync(type, ct))).ConfigureAwait(false);
        var byType = wanted.Select(of => of.Schema).Distinct().Zip(read).ToDictionary(pair => pair.First, pair => pair.Second);
        var values = await ValuesAsync(wanted, ct).ConfigureAwait(false);
        var (baseCurrency, clockInQueries) = await SubsidiaryAsync(notes, ct).ConfigureAwait(false);
        await CompareClocksAsync(clockInQueries, notes, ct).ConfigureAwait(false);
        if (byType.TryGetValue(NetSuiteCatalogue.SalesOrder.Schema, out var order) && !order.Fields.ContainsKey("taxTotal"))
        {
            notes.Add("Legacy tax: tax fields are not available through REST.");
        }

        return new SystemDescription(
            "netsuite",
            "record/v1",
            options.Account.ToUpperInvariant(),
            "UTC",
            baseCurrency,
            values[NetSuiteLookups.Currencies].Count > 1,
            [.. wanted.Select(of => NetSuiteFields.Describe(of, byType[of.Schema], values))],
            notes);
    }

    public async Task<ApiUsage> UsageAsync(CancellationToken ct)
    {
        try
        {
            var answer = await calls.ReadAsync(attempt => calls.Client.GovernanceLimitsAsync(attempt), ct).ConfigureAwait(false);
            var limit = answer.Json?["accountConcurrencyLimit"] is JsonValue value && value.TryGetValue<int>(out var told) ? told : (int?)null;
            return new ApiUsage(null, null, limit, answer.Date ?? clock.GetUtcNow());
        }
        catch (ConnectorException refused) when (refused.Fault.Kind is FaultKind.PermissionMissing)
        {
            // Administrators only, and the integration's role should not be one.
            return new ApiUsage(null, null, null, clock.GetUtcNow());
        }
    }

    public async Task<IReadOnlyList<FieldProvision>> EnsureAsync(IReadOnlyList<FieldSpec> fields, CancellationToken ct)
    {
        var provisions = new List<FieldProvision>();
        foreach (var field in fields)
        {
            var of = NetSuiteCatalogue.Find(field.ObjectType)
                ?? throw new ConnectorException(system, NetSuiteFaults.Broken($"This connector knows no object {field.ObjectType}.", field.ObjectType));
            var schema = await schemas.OfAsync(of.Schema, ct).ConfigureAwait(false);
            provisions.Add(NetSuiteFields.Describe(of, schema, new Dictionary<string, IReadOnlyList<string>>()).Fields.Any(f => f.Path == field.Path)
                ? new FieldProvision(field, FieldProvisionState.Present)
                : new FieldProvision(field, FieldProvisionState.MustBeCreatedByHand, NetSuiteFields.Instruction(of, field)));
        }

        return provisions;
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ValuesAsync(List<NetSuiteObject> wanted, CancellationToken ct)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var path in new[] { NetSuiteLookups.Currencies, NetSuiteLookups.Terms, NetSuiteLookups.Units })
        {
            if (path == NetSuiteLookups.Currencies || wanted.Exists(of => of.Path(path) is not null))
            {
                values[path] = [.. (await lookups.RefreshAsync(path, ct).ConfigureAwait(false)).Keys.Order(StringComparer.Ordinal)];
            }
        }

        return values;
    }

    /// <summary>The currency of the subsidiary that new customers get, without which nothing can be created in OneWorld; and SuiteQL's clock.</summary>
    private async Task<(string? Currency, DateTimeOffset? Clock)> SubsidiaryAsync(List<string> notes, CancellationToken ct)
    {
        if (options.Subsidiary.Length == 0)
        {
            return (null, null);
        }

        if (NetSuiteQuery.Ids([options.Subsidiary]).Count == 0)
        {
            throw new ConnectorException(system, NetSuiteFaults.Broken("Subsidiary must be the internal id of a subsidiary: a number."));
        }

        try
        {
            var page = await query.PageAsync(
                $"SELECT t.id AS id, t.isinactive AS inactive, cur.symbol AS currency, {NetSuiteValues.Moment("SYSDATE")} AS now FROM subsidiary t "
                + $"LEFT JOIN currency cur ON cur.id = t.currency WHERE t.id = {options.Subsidiary} ORDER BY t.id", ct).ConfigureAwait(false);
            var found = page.Rows is [var row, ..] ? row : null;
            if (found is null || found["inactive"] == "T")
            {
                notes.Add($"Subsidiary {options.Subsidiary} does not exist or is inactive: no customer can be created in it.");
            }

            return (found?["currency"], NetSuiteValues.Time(found?["now"]));
        }
        catch (ConnectorException refused) when (!refused.Fault.IsPassing)
        {
            notes.Add("The subsidiaries cannot be read: either the account is not OneWorld (then leave Subsidiary empty) or the role lacks the permission.");
            return (null, null);
        }
    }

    /// <summary>SuiteQL tells and takes times in the integration user's zone.</summary>
    private async Task CompareClocksAsync(DateTimeOffset? inQueries, List<string> notes, CancellationToken ct)
    {
        try
        {
            var server = await calls.ReadAsync(attempt => calls.Client.ServerTimeAsync(attempt), ct).ConfigureAwait(false);
            var told = NetSuiteValues.Time(server.Json?["serverTime"]?.ToString()) ?? server.Date;
            if (told is { } utc && inQueries is { } local && (utc - local).Duration() > tolerableDifference)
            {
                notes.Add("SuiteQL's clock is not UTC: set the time zone of the integration user to (GMT) Coordinated Universal Time, or changes are read late or missed.");
            }
        }
        catch (ConnectorException refused) when (!refused.Fault.IsPassing)
        {
            notes.Add("The time zone of the integration user could not be checked: it must be UTC.");
        }
    }
}
