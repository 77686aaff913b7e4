using System.Collections;
using System.ComponentModel;
using System.Reflection;
using Harness.Core.Mapping;
using Microsoft.Extensions.Configuration;

namespace Harness.Host.Settings;

/// <summary>Keys that no setting has, and values that cannot be read as what the setting is.</summary>
internal static class SettingsShape
{
    private static readonly Dictionary<Type, string> Words = new()
    {
        [typeof(bool)] = "true or false", [typeof(int)] = "a whole number", [typeof(long)] = "a whole number", [typeof(double)] = "a number",
        [typeof(decimal)] = "a number", [typeof(TimeSpan)] = "a time like 00:01:30", [typeof(DateOnly)] = "a day like 2026-01-31", [typeof(Uri)] = "an address",
    };

    public static IEnumerable<SettingProblem> Of(IConfiguration section, Type type, string path)
    {
        var value = (section as IConfigurationSection)?.Value;
        var children = section.GetChildren().ToList();
        if (type == typeof(IConfigurationSection) || (children.Count == 0 && value is null))
        {
            return [];
        }

        if (ElementOf(type) is { } element)
        {
            return string.IsNullOrEmpty(value) ? children.SelectMany(child => Of(child, element, Join(path, child.Key))) : [new(path, "it holds several entries, not a single value.")];
        }

        if (IsScalar(type))
        {
            return children.Count > 0 ? [new(path, "it is a single value, not a group.")] : Scalar(value!, Nullable.GetUnderlyingType(type) ?? type, path);
        }

        return string.IsNullOrEmpty(value) ? children.SelectMany(child => Member(child, type, path)) : [new(path, "it is a group of settings, not a single value.")];
    }

    private static IEnumerable<SettingProblem> Member(IConfigurationSection child, Type type, string path)
    {
        var members = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).ToList();
        if (members.Find(property => property.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase)) is { } member)
        {
            return Of(child, member.PropertyType, Join(path, member.Name));
        }

        var names = members.Select(property => property.Name).ToList();
        return [new(Join(path, child.Key), $"there is no such setting.{NearestName.Hint(child.Key, names)} Allowed here: {string.Join(", ", names)}.")];
    }

    private static IEnumerable<SettingProblem> Scalar(string value, Type type, string path)
    {
        if (type == typeof(string))
        {
            return [];
        }

        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value);
            return [];
        }
        catch (Exception wrong) when (wrong is FormatException or ArgumentException or NotSupportedException or OverflowException || wrong.InnerException is FormatException or OverflowException)
        {
            return [new(path, $"\"{value}\" is not {(type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}" : Words.GetValueOrDefault(type, type.Name))}.")];
        }
    }

    private static bool IsScalar(Type type) => type == typeof(string) || type == typeof(Uri) || type.IsValueType;

    private static Type? ElementOf(Type type) =>
        type != typeof(string) && type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) ? type.GetGenericArguments()[^1] : null;

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}:{name}";
}

internal sealed record SettingProblem(string Path, string Message);
