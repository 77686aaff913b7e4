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
}
