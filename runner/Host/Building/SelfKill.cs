using System.Diagnostics;
using Harness.Flows;
using Harness.Host.Settings;
using Harness.Sync.Crashes;

namespace Harness.Host.Building;

/// <summary>
/// For rehearsals of a crash: HARNESS_CRASH_AT names a moment (see <see cref="CrashOrder"/>), and this process kills
/// itself there with SIGKILL, so that nothing is finished, released or said. Without the variable nothing of it is there.
/// </summary>
internal static class SelfKill
{
    public const string Variable = "HARNESS_CRASH_AT";

    public static CrashPoints? Ordered(ConfiguredRunner runner)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } text)
        {
            return null;
        }

        var order = Parse(text, PointsOf(runner));
        var flows = runner.Folder.Settings.Integrations.Values.SelectMany(integration => AllFlows.Create(integration.Policy, runner.Clock));
        return new CrashPoints(flows.DistinctBy(flow => flow.Name).ToDictionary(flow => flow.Name, flow => flow.Entity), async reached =>
        {
            if (order.IsNow(reached))
            {
                using var self = Process.GetCurrentProcess();
                self.Kill();
                await Task.Delay(Timeout.InfiniteTimeSpan, runner.Clock);
            }
        });
    }

    private static CrashOrder Parse(string text, IReadOnlyList<CrashPoint> points)
    {
        try
        {
            return CrashOrder.Parse(text, points);
        }
        catch (FormatException wrong)
        {
            throw new SettingsException([$"environment {Variable}: {wrong.Message}"]);
        }
    }

    private static IReadOnlyList<CrashPoint> PointsOf(ConfiguredRunner runner) => CrashPoint.All(
        [.. runner.Folder.Settings.Integrations.Keys.SelectMany(id => runner.LoadMatrix(id).Entities.Values).DistinctBy(entity => entity.Entity)],
        runner.Folder.Settings.Systems.Keys);
}
