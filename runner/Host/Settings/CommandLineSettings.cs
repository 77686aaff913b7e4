namespace Harness.Host.Settings;

/// <summary>Settings given with --set; secrets are refused, because every user of the machine can read a command line.</summary>
internal static class CommandLineSettings
{
    public static IReadOnlyDictionary<string, string?> Of(IReadOnlyList<string> given)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var problems = new List<string>();
        foreach (var one in given)
        {
            var at = one.IndexOf('=', StringComparison.Ordinal);
            if (at < 1)
            {
                problems.Add($"--set {one}: write PATH=VALUE, as in Systems:netsuite:Quota:Concurrency=2.");
            }
            else if (Secrets.IsSecret(one[..at]))
            {
                problems.Add($"--set {one[..at]}: a secret must not be on the command line. {Secrets.Remedy(one[..at])}");
            }
            else
            {
                settings[one[..at]] = one[(at + 1)..];
            }
        }

        return problems.Count == 0 ? settings : throw new SettingsException(problems);
    }
}
