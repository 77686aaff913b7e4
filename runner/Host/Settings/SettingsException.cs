namespace Harness.Host.Settings;

/// <summary>The configuration cannot be used; each problem names its place and what is allowed.</summary>
internal sealed class SettingsException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
