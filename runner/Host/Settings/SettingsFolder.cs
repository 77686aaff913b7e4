using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.KeyPerFile;
using Microsoft.Extensions.FileProviders;

namespace Harness.Host.Settings;

/// <summary>
/// A configuration folder: appsettings.json, matrix/*.yaml, values/*.yaml. Over the file lie, in this order, the
/// environment's own file (appsettings.Production.json), user secrets (development only), the environment
/// (HARNESS__Systems__salesforce__Login__ClientSecret), the files of the service manager's credentials directory
/// (Systems__salesforce__Login__ClientSecret), and what the command line sets.
/// </summary>
internal sealed class SettingsFolder
{
    private SettingsFolder(string path, IConfigurationRoot configuration, RunnerSettings settings)
    {
        Path = path;
        Configuration = configuration;
        Settings = settings;
    }

    public string Path { get; }

    public IConfigurationRoot Configuration { get; }

    public RunnerSettings Settings { get; }

    /// <summary>Of a ledger in a file.</summary>
    public string LedgerPath => System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, Settings.Ledger.Path ?? "harness.db"));

    /// <summary>Throws <see cref="SettingsException"/> with every problem found.</summary>
    /// <param name="extra">Laid over everything else, by path: the command line's settings, or those known in this process only.</param>
    public static SettingsFolder Open(string path, IReadOnlyDictionary<string, string?>? extra = null)
    {
        var file = System.IO.Path.Combine(path, "appsettings.json");
        if (!File.Exists(file))
        {
            throw new SettingsException([$"{file} is not there. Name the folder with --config; \"harness init --to {path}\" writes one to start from."]);
        }

        var environment = Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is { Length: > 0 } named ? named : "Production";
        var configuration = new ConfigurationBuilder();
        AddFile(configuration, file);
        AddFile(configuration, System.IO.Path.Combine(path, $"appsettings.{environment}.json"));
        if (environment == "Development")
        {
            configuration.AddUserSecrets<SettingsFolder>(optional: true);
        }

        configuration.AddEnvironmentVariables("HARNESS__");
        if (Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") is { } credentials && Directory.Exists(credentials))
        {
            // A service may have credentials that are not ours.
            configuration.AddKeyPerFile(source =>
            {
                source.FileProvider = new PhysicalFileProvider(System.IO.Path.GetFullPath(credentials));
                source.Optional = true;
                source.IgnoreCondition = name => !name.StartsWith("Systems__", StringComparison.OrdinalIgnoreCase)
                    && !name.StartsWith("Ledger__", StringComparison.OrdinalIgnoreCase)
                    && !name.StartsWith("Dashboard__", StringComparison.OrdinalIgnoreCase);
            });
        }

        var root = configuration.AddInMemoryCollection(extra).Build();
        return new SettingsFolder(path, root, Bind(root, file));
    }

    /// <summary>Where a setting that is wrong has to be mended.</summary>
    public static string PlaceOf(IConfigurationRoot configuration, string path, string otherwise) => configuration.Providers.Reverse()
        .FirstOrDefault(provider => provider.TryGet(path, out _) || provider.GetChildKeys([], path).Any()) switch
        {
            JsonConfigurationProvider { Source.Path: { } name } => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(otherwise)!, name),
            EnvironmentVariablesConfigurationProvider => $"environment HARNESS__{path.Replace(":", "__", StringComparison.Ordinal)}",
            KeyPerFileConfigurationProvider => $"credential {path.Replace(":", "__", StringComparison.Ordinal)}",
            null => otherwise,
            _ => "command line",
        };

    private static void AddFile(ConfigurationBuilder configuration, string file)
    {
        if (!File.Exists(file))
        {
            return;
        }

        try
        {
            Secrets.RefuseIn(file);
            configuration.AddJsonFile(System.IO.Path.GetFullPath(file));
        }
        catch (Exception broken) when (broken is InvalidDataException or JsonException or FormatException)
        {
            throw new SettingsException([$"{file} is not JSON: {broken.GetBaseException().Message}"]);
        }
    }

    private static RunnerSettings Bind(IConfigurationRoot configuration, string file)
    {
        var shape = SettingsShape.Of(configuration, typeof(RunnerSettings), string.Empty).ToList();
        if (shape.Count > 0)
        {
            throw new SettingsException([.. shape.Select(problem => $"{PlaceOf(configuration, problem.Path, file)}: {problem.Path}: {problem.Message}")]);
        }

        var settings = configuration.Get<RunnerSettings>() ?? throw new SettingsException([$"{file} is empty."]);
        var problems = SettingsCheck.Of(settings).Select(problem => $"{PlaceOf(configuration, problem.Path, file)}: {problem.Path}: {problem.Message}").ToList();
        return problems.Count == 0 ? settings : throw new SettingsException(problems);
    }
}
