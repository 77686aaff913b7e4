using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Harness.Host.Settings;

/// <summary>Systems:NAME:Login, read as a connector's own options.</summary>
internal static class LoginSettings
{
    /// <summary>Throws <see cref="SettingsException"/> with every problem and its place.</summary>
    public static T Read<T>(string system, SettingsFolder folder)
        where T : class
    {
        var path = $"Systems:{system}:Login";
        var login = folder.Configuration.GetSection(path);
        var shape = SettingsShape.Of(login, typeof(T), path).ToList();
        if (shape.Count > 0)
        {
            throw new SettingsException([.. shape.Select(problem => $"{Place(folder, problem.Path)}: {problem.Message}")]);
        }

        var options = login.Get<T>() ?? throw new SettingsException([$"{Place(folder, path)} is missing. {Secrets.Remedy($"{path}:NAME")}"]);
        var found = new List<ValidationResult>();
        return Validator.TryValidateObject(options, new ValidationContext(options), found, validateAllProperties: true)
            ? options
            : throw new SettingsException([.. found.Select(problem => Wrong(folder, path, problem))]);
    }

    private static string Wrong(SettingsFolder folder, string path, ValidationResult problem)
    {
        var setting = $"{path}:{string.Join(",", problem.MemberNames)}";
        return $"{Place(folder, setting)}: {problem.ErrorMessage}{(Secrets.IsSecret(setting) ? $" {Secrets.Remedy(setting)}" : string.Empty)}";
    }

    public static string Place(SettingsFolder folder, string path) =>
        $"{SettingsFolder.PlaceOf(folder.Configuration, path, Path.Combine(folder.Path, "appsettings.json"))}: {path}";
}
