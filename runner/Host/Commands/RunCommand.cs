using System.CommandLine;
using Harness.Host.Building;
using Harness.Host.Running;
using Harness.Sync.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Harness.Host.Commands;

/// <summary>The production program: a generic host that keeps every integration of the folder in step until it is stopped.</summary>
internal static class RunCommand
{
    public static Command Create(Shell shell) => shell.Command("run", "Keep the systems in step until stopped.", async (parsed, ct) =>
    {
        await using var runner = await ConfiguredRunner.OpenAsync(parsed.GetValue(shell.Folder)!, shell.Clock, ct);
        var app = RunnerHost.Build(runner);
        var service = app.Services.GetRequiredService<RunnerService>();
        await ((IHost)app).RunAsync(ct);
        switch (service.Failure)
        {
            case null:
                return ExitCode.Ok;
            case LeaseLostException lost:
                await shell.Messages.WriteLineAsync(lost.Message);
                return ExitCode.InvariantBroken;
            default:
                await shell.Messages.WriteLineAsync(service.Failure.Message);
                return ExitCode.Configuration;
        }
    });
}
