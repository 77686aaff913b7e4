using System.CommandLine;
using Harness.Host;
using Harness.Host.Commands;
using Harness.Host.Demo;

var shell = new Shell(Console.Out, Console.Error, TimeProvider.System);
var root = new RootCommand("Harness keeps a CRM and an ERP in step, and proves it.")
{
    DemoCommand.Create(shell),
    InitCommand.Create(shell),
    CheckCommand.Create(shell),
    OnceCommands.Plan(shell),
    RunCommand.Create(shell),
    OnceCommands.Once(shell),
    OnceCommands.Backfill(shell),
    StatusCommand.Create(shell),
    ExplainCommand.Create(shell),
    FailuresCommand.Create(shell),
    DecisionCommands.Matches(shell),
    DecisionCommands.Approvals(shell),
    HistoryCommand.Create(shell),
};

var parsed = root.Parse(args);
return parsed.Errors.Count > 0 && parsed.Action is System.CommandLine.Invocation.ParseErrorAction
    ? await parsed.InvokeAsync() == 0 ? ExitCode.Ok : ExitCode.Usage
    : await parsed.InvokeAsync();
