using System.Globalization;
using Harness.Sync.Reconciling;

namespace Harness.Host.Commands;

/// <summary>A comparison as people read it.</summary>
internal static class ReconcileLines
{
    private const int MostShown = 20;

    public static IEnumerable<string> Of(ReconcileReport report, int? width) =>
    [
        .. TextTable.Lines(
            ["flow", "crm", "erp", "compared", "explained", "missing", "extra", "differing"],
            [.. report.Flows.Select(flow => (IReadOnlyList<string>)
            [
                flow.Flow, Text(flow.Crm), Text(flow.Erp), Text(flow.Compared), Text(flow.Explained), Text(flow.Missing), Text(flow.Extra), Text(flow.Differing),
            ])],
            width),
        .. Sums(report, width),
        .. report.Flows.Where(flow => flow.LeftOut is not null).Select(flow => $"{flow.Flow}: {flow.LeftOut}"),
        .. report.Flows.SelectMany(flow => flow.Found).Take(MostShown).Select(Of),
        report.Drifted == 0 ? "Nothing has drifted." : $"{report.Drifted} drifted, {report.Queued} queued to be put right.",
    ];

    public static string Of(Drift drift) =>
        $"{drift.Flow}  {drift.Kind.ToString().ToLowerInvariant()}  {drift.Record}{(drift.Fields.Count == 0 ? string.Empty : $" ({string.Join(", ", drift.Fields)})")}: {drift.Reason}";

    private static IEnumerable<string> Sums(ReconcileReport report, int? width)
    {
        var rows = report.Flows.SelectMany(flow => flow.Tallies.Where(line => line.Currency is not null || line.Status is not null).Select(line => (IReadOnlyList<string>)
        [
            flow.Flow, line.Currency ?? "-", line.Status ?? "-", Text(line.CrmCount), Text(line.CrmSum), Text(line.ErpCount), Text(line.ErpSum), line.Ties ? "ties" : "differs",
        ])).ToList();
        return rows.Count == 0 ? [] : [string.Empty, .. TextTable.Lines(["flow", "currency", "status", "crm", "crm sum", "erp", "erp sum", ""], rows, width), string.Empty];
    }

    private static string Text(decimal amount) => amount.ToString("0.##", CultureInfo.InvariantCulture);
}
