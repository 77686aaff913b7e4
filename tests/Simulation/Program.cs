using Harness.Simulation.Runs;

if (args.Any(argument => argument is "--server" or "--internal-msbuild-node"))
{
    return await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, Harness.Simulation.SelfRegisteredExtensions.AddSelfRegisteredExtensions);
}

return args is ["tests", .. var rest] ? await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(rest) : await SimulationCommand.RunAsync(args);
