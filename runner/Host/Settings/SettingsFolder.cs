using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Harness.Host.Settings;

/// <summary>
/// A configuration folder: appsettings.json, matrix/*.yaml, values/*.yaml. Over the file lie, in this order, user
/// secrets (development only), the environment (HARNESS__Systems__salesforce__Login__ClientSecret) and the files of the
/// service manager's credentials directory.
/// </summary>
internal sealed class SettingsFolder
{
    private static readonly string[] SecretNames = ["ClientSecret", "PrivateKeyPem", "Password", "Token", "TokenSecret", "ConsumerSecret"];

    private SettingsFolder(string path, IConfiguration configuration, RunnerSettings settings)
    {
        Path = path;
        Configuration = configuration;
        Settings = settings;
    }

    public string Path { get; }

    public IConfiguration Configuration { get; }

    public RunnerSettings Settings { get; }

    public string LedgerPath => System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, Settings.Ledger.Path));

    /// <summary>Throws <see cref="SettingsException"/> with every problem found.</summary>
    /// <param name="extra">Laid over everything else, by path: settings that are known in this process only.</param>
    public static SettingsFolder Open(string path, IReadOnlyDictionary<string, string?>? extra = null)
    {
        var file = System.IO.Path.Combine(path, "appsettings.json");
        if (!File.Exists(file))
        {
            throw new SettingsException([$"{file} is not there. \"harness init --to {path}\" writes a folder to start from."]);
        }

        var own = new ConfigurationBuilder();
        try
        {
            own.AddJsonFile(System.IO.Path.GetFullPath(file));
            RefuseSecrets(own.Build(), file);
        }
        catch (Exception broken) when (broken is InvalidDataException or JsonException)
        {
            throw new SettingsException([$"{file} is not JSON: {(broken.InnerException ?? broken).Message}"]);
        }

        if (Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") == "Development")
        {
            own.AddUserSecrets<SettingsFolder>(optional: true);
        }

        own.AddEnvironmentVariables("HARNESS__");
        if (Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is { } credentials && Directory.Exists(credentials))
        {
            own.AddKeyPerFile(credentials, optional: true);
        }

        var configuration = own.AddInMemoryCollection(extra).Build();
        return new SettingsFolder(path, configuration, Bind(configuration, file));
    }

    private static void RefuseSecrets(IConfiguration file, string name)
    {
        var secrets = file.AsEnumerable().Where(pair => pair.Value is not null && SecretNames.Contains(pair.Key.Split(':')[^1], StringComparer.OrdinalIgnoreCase)).ToList();
        if (secrets.Count > 0)
        {
            throw new SettingsException([.. secrets.Select(secret =>
                $"{name}: {secret.Key} is a secret and must not be in this file. Set it as HARNESS__{secret.Key.Replace(":", "__")}, or as a credential of the service.")]);
        }
    }

    private static RunnerSettings Bind(IConfiguration configuration, string file)
    {
        RunnerSettings settings;
        try
        {
            settings = configuration.Get<RunnerSettings>(binder => binder.ErrorOnUnknownConfiguration = true)
                ?? throw new SettingsException([$"{file} is empty."]);
        }
        catch (InvalidOperationException wrong)
        {
            throw new SettingsException([$"{file}: {(wrong.InnerException ?? wrong).Message}"]);
        }

        var problems = SettingsCheck.Of(settings).Select(problem => $"{file}: {problem}").ToList();
        return problems.Count == 0 ? settings : throw new SettingsException(problems);
    }
}
