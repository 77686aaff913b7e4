using Harness.Host.Commands;

namespace Harness.Reliability;

/// <summary>Somebody who types commands in a company, in this process.</summary>
internal sealed class TerminalOf(Company company)
{
    public async Task<(int Exit, string Said)> TypeAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var messages = new StringWriter();
        var exit = await CommandLine.RunAsync(
            new Shell(output, messages, Company.Clock, known: company.Secrets), [.. arguments, "--config", company.Folder], TestContext.Current.CancellationToken);
        return (exit, arguments.Contains("--json") ? output.ToString() : output.ToString() + messages);
    }
}
