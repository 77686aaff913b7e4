using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Harness.Reliability;

/// <summary>The real program as a process of its own on a company's folder.</summary>
internal sealed class RunnerProgram(Company company)
{
    public const int Killed = 128 + 9;

    private const int MostRuns = 30;

    /// <param name="crashAt">Where it shall kill itself; null for nowhere.</param>
    public Process Start(string? crashAt, params string[] command)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "harness.dll"), .. command, "--config", company.Folder])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in company.Secrets)
        {
            start.Environment[$"HARNESS__{name.Replace(":", "__", StringComparison.Ordinal)}"] = value;
        }

        start.Environment["DOTNET_TieredPGO"] = "0";
        if (crashAt is not null)
        {
            start.Environment["HARNESS_CRASH_AT"] = crashAt;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
    }

    /// <summary>The same with nobody listening to what it says.</summary>
    public Process StartQuietly(string? crashAt, params string[] command)
    {
        var program = Start(crashAt, command);
        program.OutputDataReceived += (_, _) => { };
        program.ErrorDataReceived += (_, _) => { };
        program.BeginOutputReadLine();
        program.BeginErrorReadLine();
        return program;
    }

    /// <summary>What it printed; anything but 0 or "some records stopped" fails.</summary>
    public async Task<string> RunAsync(CancellationToken ct, params string[] command)
    {
        using var program = Start(null, command);
        var (said, printed) = (program.StandardError.ReadToEndAsync(ct), program.StandardOutput.ReadToEndAsync(ct));
        await program.WaitForExitAsync(ct);
        program.ExitCode.ShouldBeOneOf([0, 3], await said);
        return await printed;
    }

    public async Task<JsonNode> AskAsync(CancellationToken ct, params string[] command) => JsonNode.Parse(await RunAsync(ct, [.. command, "--json"]))!;

    /// <summary>Rounds until one writes nothing and nothing is left to do by itself.</summary>
    public async Task SettleAsync(CancellationToken ct)
    {
        for (var run = 0; run < MostRuns; run++)
        {
            var before = company.Written;
            await RunAsync(ct, "once");
            var status = await AskAsync(ct, "status");
            if (company.Written == before && status["next_due"] is null && status["pending_notes"]!.GetValue<int>() == 0)
            {
                return;
            }
        }

        throw new InvalidOperationException($"The systems did not come to rest in {MostRuns} runs.");
    }
}
