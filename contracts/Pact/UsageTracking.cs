using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Harness.Contracts.Pact;

/// <summary>The Pact core sends usage events unless the environment forbids it when it is loaded.</summary>
internal static partial class UsageTracking
{
    private const string Switch = "PACT_DO_NOT_TRACK";

    [ModuleInitializer]
    internal static void Forbid()
    {
        Environment.SetEnvironmentVariable(Switch, "true");
        if (!OperatingSystem.IsWindows() && SetNative(Switch, "true", 1) != 0)
        {
            throw new InvalidOperationException($"{Switch} could not be set; set it in the environment of the tests.");
        }
    }

    // Outside Windows .NET keeps its own copy of the environment, which native code does not see.
    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetNative(string name, string value, int overwrite);
}
