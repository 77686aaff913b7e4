using System.Diagnostics;

namespace Harness.Unit.Host;

/// <summary>The real program as a process of its own over a company's folder; its secrets come from the environment, as in production.</summary>
internal sealed class RunnerProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _said;

    private RunnerProcess(Process process, CancellationToken ct)
    {
        _process = process;
        _said = process.StandardError.ReadToEndAsync(ct);
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
    }

    public bool HasEnded => _process.HasExited;

    public static RunnerProcess Start(Company company, params string[] command)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "harness.dll"), .. command, "--config", company.Folder])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (path, value) in company.Secrets)
        {
            start.Environment[$"HARNESS__{path.Replace(":", "__", StringComparison.Ordinal)}"] = value;
        }

        return new RunnerProcess(Process.Start(start) ?? throw new InvalidOperationException("The program did not start."), Company.Ct);
    }

    public static async Task<(int Exit, string Said)> RunAsync(Company company, params string[] command)
    {
        using var program = Start(company, command);
        return await program.EndAsync();
    }

    public async Task<(int Exit, string Said)> EndAsync()
    {
        await _process.WaitForExitAsync(Company.Ct);
        return (_process.ExitCode, await _said);
    }

    /// <summary>The operating system gives it no more time, as a machine does that is suspended or starved.</summary>
    public void Freeze() => Signal("STOP");

    public void Thaw() => Signal("CONT");

    /// <summary>As a service manager stops it: what is in hand is finished first.</summary>
    public void Stop() => Signal("TERM");

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, $"{_process.Id}"]);
        kill.WaitForExit();
        kill.ExitCode.ShouldBe(0);
    }
}
