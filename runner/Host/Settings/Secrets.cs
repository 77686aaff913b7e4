using Microsoft.Extensions.Configuration;

namespace Harness.Host.Settings;

/// <summary>Settings that must never stand in a file or on a command line.</summary>
internal static class Secrets
{
    private static readonly string[] Endings = ["Secret", "Password", "Token", "ApiKey", "Pem"];

    public static bool IsSecret(string path) => Endings.Any(ending => path.Split(':')[^1].EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    public static string Remedy(string path)
    {
        var name = path.Replace(":", "__", StringComparison.Ordinal);
        return $"Set it in the environment as HARNESS__{name}, or give it to the service as the credential {name}.";
    }

    /// <summary>Throws where a file holds one. The value is never shown.</summary>
    public static void RefuseIn(string file)
    {
        var found = new ConfigurationBuilder().AddJsonFile(System.IO.Path.GetFullPath(file)).Build().AsEnumerable()
            .Where(pair => pair.Value is not null && IsSecret(pair.Key)).Select(pair => pair.Key).ToList();
        if (found.Count > 0)
        {
            throw new SettingsException([.. found.Select(path => $"{file}: {path} is a secret and must not be in this file. {Remedy(path)}")]);
        }
    }
}
