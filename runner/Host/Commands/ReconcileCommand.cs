using System.CommandLine;
using Harness.Sync.Reconciling;

namespace Harness.Host.Commands;

/// <summary>Both systems against each other, now. A runner may be at work meanwhile; what is queued is the runner's, or the next once's, to do.</summary>
internal static class ReconcileCommand
{
    public static Command Create(Shell shell)
    {
        var only = new Option<bool>("--report-only") { Description = "Queue nothing, however little has drifted." };
        return shell.Command("reconcile", "Compare both systems record by record; queue what drifted, or report it where it is much.", async (parsed, ct) =>
        {
            var (runner, id) = await shell.SystemsAsync(parsed, ct);
            await using (runner)
            {
                var integration = await runner.IntegrationAsync(id, ct);
                var report = await new Reconciliation(integration, runner.Folder.Settings.Integrations[id].Reconcile.Limits)
                    .RunAsync(repairs: !parsed.GetValue(only), ct);
                await shell.ShowAsync(parsed, ReconcileJson.Of(report), ReconcileLines.Of(report, shell.Width));
                if (!report.IsAbove)
                {
                    return report.Drifted > 0 && report.Queued == 0 ? ExitCode.SomeStopped : ExitCode.Ok;
                }

                await shell.SayAsync("More has drifted than may be put right without a person: nothing was queued.");
                return ExitCode.InvariantBroken;
            }
        }, only);
    }
}
