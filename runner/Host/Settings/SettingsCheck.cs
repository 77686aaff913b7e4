using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Harness.Host.Settings;

/// <summary>Every setting that cannot be used, by its path.</summary>
internal static partial class SettingsCheck
{
    public static IEnumerable<string> Of(RunnerSettings settings)
    {
        foreach (var problem in Annotated(settings, string.Empty))
        {
            yield return problem;
        }

        foreach (var (id, integration) in settings.Integrations)
        {
            if (!IdPattern().IsMatch(id))
            {
                yield return $"Integrations:{id}: an id has 1 to 20 letters, digits and underscores, because it becomes part of external keys.";
            }

            foreach (var (role, system) in new[] { ("Crm", integration.Crm), ("Erp", integration.Erp) })
            {
                if (system is not null && !settings.Systems.ContainsKey(system))
                {
                    yield return $"Integrations:{id}:{role}: there is no system \"{system}\" under Systems ({string.Join(", ", settings.Systems.Keys)}).";
                }
            }

            if (integration.Policy is { } policy && !TimeZoneInfo.TryFindSystemTimeZoneById(policy.TimeZone, out _))
            {
                yield return $"Integrations:{id}:Policy:TimeZone: \"{policy.TimeZone}\" is not an IANA time zone.";
            }
        }
    }

    private static IEnumerable<string> Annotated(object value, string path)
    {
        var found = new List<ValidationResult>();
        Validator.TryValidateObject(value, new ValidationContext(value), found, validateAllProperties: true);
        foreach (var problem in found)
        {
            yield return $"{string.Join(", ", problem.MemberNames.Select(name => Join(path, name)))}: {problem.ErrorMessage}";
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
