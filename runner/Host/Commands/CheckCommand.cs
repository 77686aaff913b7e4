using System.CommandLine;
using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Host.Building;
using Harness.Port;

namespace Harness.Host.Commands;

/// <summary>Everything that can be known to be wrong before anything runs: settings, logins, matrix, custom fields.</summary>
internal static class CheckCommand
{
    public static Command Create(Shell shell)
    {
        var fix = new Option<bool>("--fix") { Description = "Create the custom fields that Harness needs." };
        var grants = new Option<string?>("--grants") { Description = "Write the least that each integration login needs into this folder, for the vendors' administrators." };
        return shell.Command("check", "Check settings, logins and the matrix against both systems.", async (parsed, ct) =>
        {
            var (runner, id) = await shell.SystemsAsync(parsed, ct);
            await using (runner)
            {
                var report = await CheckAsync(runner, id, parsed.GetValue(fix), ct);
                if (parsed.GetValue(grants) is { } folder)
                {
                    report = report with { Grants = await WriteGrantsAsync(folder, report, ct) };
                }

                await shell.ShowAsync(parsed, report.ToJson(), report.Lines());
                return report.IsClean ? ExitCode.Ok : ExitCode.Configuration;
            }
        }, fix, grants);
    }

    public static async Task<CheckReport> CheckAsync(ConfiguredRunner runner, string id, bool fix, CancellationToken ct)
    {
        var matrix = runner.LoadMatrix(id);
        var settings = runner.Folder.Settings.Integrations[id];
        var connectors = new Dictionary<SystemRole, IConnector>
        {
            [SystemRole.Crm] = runner.System(settings.Crm).Connector,
            [SystemRole.Erp] = runner.System(settings.Erp).Connector,
        };
        var described = await DescribeAsync(connectors, matrix, ct);
        var provisions = new List<FieldProvision>();
        foreach (var (side, connector) in connectors)
        {
            var missing = MatrixCheck.MissingCustomFields(matrix, described[side], side);
            provisions.AddRange(fix && missing.Count > 0
                ? await connector.EnsureFieldsAsync(missing, ct)
                : missing.Select(field => new FieldProvision(
                    field, FieldProvisionState.MustBeCreatedByHand, "Missing; check --fix creates it where the vendor's API allows.")));
        }

        if (provisions.Any(provision => provision.State == FieldProvisionState.Created))
        {
            described = await DescribeAsync(connectors, matrix, ct);
        }

        var problems = MatrixCheck.Against(matrix, described[SystemRole.Crm], described[SystemRole.Erp]);
        return new CheckReport([.. described.Values], problems, provisions, await UsageAsync(connectors.Values, ct), await AccessAsync(connectors, matrix, ct));
    }

    private static async Task<Dictionary<string, AccessReview>> AccessAsync(Dictionary<SystemRole, IConnector> connectors, MappingMatrix matrix, CancellationToken ct)
    {
        var access = new Dictionary<string, AccessReview>();
        foreach (var (side, connector) in connectors)
        {
            access[connector.System] = await connector.ReviewAccessAsync(AccessNeeds.Of(matrix, side), ct);
        }

        return access;
    }

    private static async Task<IReadOnlyList<string>> WriteGrantsAsync(string folder, CheckReport report, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var written = new List<string>();
        foreach (var (system, review) in report.Access)
        {
            var file = Path.GetFullPath(Path.Combine(folder, review.Grant.FileName));
            await File.WriteAllTextAsync(file, review.Grant.Content, ct);
            written.Add($"{system}: wrote {file}. {review.Grant.HowTo}");
        }

        return written;
    }

    private static async Task<List<string>> UsageAsync(IEnumerable<IConnector> connectors, CancellationToken ct)
    {
        var usage = new List<string>();
        foreach (var connector in connectors)
        {
            var seen = await connector.ReadUsageAsync(ct);
            usage.Add($"{connector.System}: {(seen.CallLimit is { } limit ? $"{seen.CallsUsed} of {limit} calls used" : "no daily limit reported")}"
                + (seen.ConcurrencyLimit is { } lanes ? $", {lanes} calls at once for the whole account" : string.Empty));
        }

        return usage;
    }

    private static async Task<Dictionary<SystemRole, SystemDescription>> DescribeAsync(
        Dictionary<SystemRole, IConnector> connectors, MappingMatrix matrix, CancellationToken ct)
    {
        var described = new Dictionary<SystemRole, SystemDescription>();
        foreach (var (side, connector) in connectors)
        {
            described[side] = await connector.DescribeAsync(ConfiguredRunner.Objects(matrix, side), ct);
        }

        return described;
    }
}
