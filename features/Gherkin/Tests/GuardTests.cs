using System.Reflection;

namespace Harness.Features.Gherkin.Tests;

/// <summary>A feature file without a class would never run, and nobody would notice.</summary>
public sealed class GuardTests
{
    [Fact]
    public void Every_feature_file_has_its_class() =>
        Orphans(FilesBelow(FeatureFile.Folder), typeof(GuardTests).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(FeatureTests))))
            .ShouldBeEmpty();

    [Fact]
    public void A_file_without_a_class_and_a_class_without_a_file_are_found() =>
        Orphans(["Orders/Forgotten.feature"], [typeof(NamesAMissingFile)])
            .ShouldBe(["Orders/Forgotten.feature has no class", "Orders/Missing.feature has no file"]);

    private static IEnumerable<string> FilesBelow(string folder) =>
        Directory.EnumerateFiles(folder, "*.feature", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'));

    private static IEnumerable<string> Orphans(IEnumerable<string> files, IEnumerable<Type> types)
    {
        var named = types.Select(type => type.GetCustomAttribute<FeatureAttribute>()?.Path).OfType<string>().ToHashSet();
        var present = files.ToHashSet();
        return [.. present.Except(named).Select(file => $"{file} has no class"), .. named.Except(present).Select(file => $"{file} has no file")];
    }

    [Feature("Orders/Missing.feature")]
    private sealed class NamesAMissingFile;
}
