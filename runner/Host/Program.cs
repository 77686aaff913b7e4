using Harness.Host.Commands;

return await CommandLine.RunAsync(new Shell(Console.Out, Console.Error, TimeProvider.System, Terminal.Columns()), args);
