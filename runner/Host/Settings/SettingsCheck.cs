using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.RegularExpressions;
using Harness.Core.Mapping;
using Harness.Flows;
using Harness.Sync;

namespace Harness.Host.Settings;

/// <summary>Every setting that cannot be used, by its path.</summary>
internal static partial class SettingsCheck
{
    private static readonly IReadOnlyList<string> Flows = [.. AllFlows.Create(new SyncOptions { From = DateOnly.MaxValue }, TimeProvider.System).Select(flow => flow.Name)];

    public static IEnumerable<SettingProblem> Of(RunnerSettings settings) => Annotated(settings, string.Empty)
        .Concat(settings.Integrations.Where(one => one.Value is not null).SelectMany(one => Of(one.Key, one.Value, settings.Systems.Keys)));

    private static IEnumerable<SettingProblem> Of(string id, IntegrationSettings integration, IReadOnlyCollection<string> systems)
    {
        var path = $"Integrations:{id}";
        if (!IdPattern().IsMatch(id))
        {
            yield return new(path, "an id has 1 to 20 letters, digits and underscores, because it becomes part of external keys.");
        }

        foreach (var (role, system) in new[] { ("Crm", integration.Crm), ("Erp", integration.Erp) })
        {
            if (!string.IsNullOrEmpty(system) && !systems.Contains(system))
            {
                yield return new($"{path}:{role}", $"there is no system \"{system}\" under Systems ({string.Join(", ", systems)}).");
            }
        }

        if (integration.Policy is { } policy && policy.From == default)
        {
            yield return new($"{path}:Policy:From", "it is missing: the day from which won opportunities become orders, like 2026-01-31.");
        }

        if (integration.Policy is { } zoned && !TimeZoneInfo.TryFindSystemTimeZoneById(zoned.TimeZone, out _))
        {
            yield return new($"{path}:Policy:TimeZone", $"\"{zoned.TimeZone}\" is not an IANA time zone like Europe/Paris.");
        }

        foreach (var flow in integration.Schedules.Keys.Where(flow => !Flows.Contains(flow)))
        {
            yield return new($"{path}:Schedules:{flow}", $"there is no such flow.{NearestName.Hint(flow, Flows)} There are {string.Join(", ", Flows)}.");
        }
    }

    private static IEnumerable<SettingProblem> Annotated(object value, string path)
    {
        var found = new List<ValidationResult>();
        Validator.TryValidateObject(value, new ValidationContext(value), found, validateAllProperties: true);
        foreach (var problem in found)
        {
            yield return new(string.Join(", ", problem.MemberNames.Select(name => Join(path, name))), problem.ErrorMessage ?? "it cannot be used.");
        }

        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var inner = property.GetIndexParameters().Length == 0 ? property.GetValue(value) : null;
            var nested = inner switch
            {
                IDictionary many => many.Keys.Cast<object>().Select(key => (Path: Join(Join(path, property.Name), key.ToString()!), Value: many[key])),
                not null when property.PropertyType.Namespace?.StartsWith("Harness", StringComparison.Ordinal) == true && property.PropertyType.IsClass =>
                    [(Join(path, property.Name), inner)],
                _ => [],
            };
            foreach (var problem in nested.Where(one => one.Value is not null and not string).SelectMany(one => Annotated(one.Value!, one.Path)))
            {
                yield return problem;
            }
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}:{name}";

    [GeneratedRegex("^[A-Za-z0-9_]{1,20}$")]
    private static partial Regex IdPattern();
}
