using System.CommandLine;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Harness.Host.Building;
using Harness.Host.Running;
using Harness.Host.Settings;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Harness.Host.Commands;

/// <summary>The production program: a generic host that keeps every integration of the folder in step until it is stopped.</summary>
internal static class RunCommand
{
    public static Command Create(Shell shell) => shell.Command("run", "Keep the systems in step until stopped.", async (parsed, ct) =>
    {
        await using var runner = await shell.ToldAsync(await ConfiguredRunner.OpenAsync(shell.Open(parsed), shell.Clock, ct));

        // A second runner is told so before it finds the first one's port in use.
        await (await HeldLease.TakeAsync(runner, "run", ct)).DisposeAsync();
        using var host = RunnerHost.Build(runner, parsed.GetValue(shell.Json));
        var service = host.Services.GetRequiredService<RunnerService>();
        try
        {
            await ServeAsync(host, runner.Folder.Settings.Health.Port, ct);
        }
        finally
        {
            // Also where the host could not start: the work in hand ends before the ledger is closed.
            await service.StopAsync(CancellationToken.None);
        }

        if (service.Failure is { } failure)
        {
            throw failure;
        }

        await (service.ExecuteTask ?? Task.CompletedTask);
        return parsed.GetValue(shell.Json) ? await shell.DoneAsync(parsed, new JsonObject { ["result"] = "stopped" }, "Stopped.") : ExitCode.Ok;
    });

    private static async Task ServeAsync(IHost host, int port, CancellationToken ct)
    {
        try
        {
            await host.RunAsync(ct);
        }
        catch (Exception taken) when (taken is SocketException or IOException { InnerException: AddressInUseException })
        {
            throw new SettingsException([$"Health:Port: {port} on 127.0.0.1 cannot be used ({taken.Message}). Give a free port, or 0 for no health and metrics."]);
        }
    }
}
