namespace Harness.Host;

/// <summary>What every command ends with.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Usage = 1;
    public const int Configuration = 2;
    public const int SomeStopped = 3;
    public const int Unreachable = 4;
    public const int InvariantBroken = 5;

    /// <summary>A command was told to end before it was done; 128 and the signal's number, as shells count.</summary>
    public const int Interrupted = 130;
}
