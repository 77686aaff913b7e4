using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text.Json.Nodes;
using Harness.Core.Mapping;
using Harness.Host.Demo;

namespace Harness.Host.Commands;

/// <summary>Every command of the program, and how it is called wrongly.</summary>
internal static class CommandLine
{
    // Longer than the host's own shutdown, so that a signal never cuts off a write that is under way.
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(100);

    public static RootCommand Root(Shell shell) => new("Harness keeps a CRM and an ERP in step, and proves it.")
    {
        DemoCommand.Create(shell),
        InitCommand.Create(shell),
        CheckCommand.Create(shell),
        PlanCommand.Create(shell),
        RunCommand.Create(shell),
        OnceCommand.Create(shell),
        BackfillCommand.Create(shell),
        ReconcileCommand.Create(shell),
        StatusCommand.Create(shell),
        ExplainCommand.Create(shell),
        FailuresCommand.Create(shell),
        DecisionCommands.Matches(shell),
        DecisionCommands.Approvals(shell),
        HistoryCommand.Create(shell),
        DocsCommand.Create(shell),
        EvaluateCommand.Create(shell),
        RequirementsCommand.Create(shell),
        AcceptanceCommand.Create(shell),
        SignOffCommand.Create(shell),
        LedgerCommands.Migrate(shell),
        LedgerCommands.Backup(shell),
        LedgerCommands.Restore(shell),
    };

    public static Task<int> RunAsync(Shell shell, IReadOnlyList<string> arguments, CancellationToken ct = default)
    {
        var parsed = Root(shell).Parse(arguments);
        return parsed is { Errors.Count: > 0, Action: ParseErrorAction }
            ? MisusedAsync(shell, parsed, arguments)
            : parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = shell.Output, Error = shell.Messages, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = EndsWithin,
                },
                ct);
    }

    private static async Task<int> MisusedAsync(Shell shell, ParseResult parsed, IReadOnlyList<string> arguments)
    {
        var command = string.Join(' ', Path(parsed.CommandResult));
        var children = parsed.CommandResult.Command.Subcommands.Select(child => child.Name).ToList();
        var unknown = parsed.UnmatchedTokens.Select(token => $"\"{token}\" is not known to {command}.{NearestName.Hint(token, children)}").ToList();
        IReadOnlyList<string> problems = unknown.Count > 0 ? unknown : [.. parsed.Errors.Select(error => error.Message.ReplaceLineEndings(string.Empty)).Distinct()];
        if (arguments.Contains(shell.Json.Name))
        {
            await shell.Output.WriteLineAsync(Shell.Print(new JsonObject
            {
                ["error"] = new JsonArray([.. problems.Select(problem => (JsonNode)problem)]), ["exit_code"] = ExitCode.Usage,
            }));
        }

        foreach (var problem in problems)
        {
            await shell.SayAsync(problem);
        }

        await shell.SayAsync(children.Count > 0
            ? $"{command} has the commands {string.Join(", ", children)}; \"{command} COMMAND --help\" explains one."
            : $"\"{command} --help\" shows how it is called.");
        return ExitCode.Usage;
    }

    private static IEnumerable<string> Path(System.CommandLine.Parsing.CommandResult result) =>
        result.Parent is System.CommandLine.Parsing.CommandResult parent ? [.. Path(parent), result.Command.Name] : ["harness"];
}
