using System.Reflection;
using System.Runtime.ExceptionServices;
using Harness.Features.Company;
using Io.Cucumber.Messages.Types;
using Xunit.Sdk;
using Xunit.v3;

namespace Reqnroll;

/// <summary>Every scenario and every row of an outline in one feature file is a test of the class that names the file, once for each chosen pair of systems.</summary>
public abstract class FeatureTests
{
    [Theory]
    [Scenarios]
    public async Task Scenario(string variant, string place)
    {
        var report = await TestContext.Current.GetFixture<RunReport>()
            ?? throw new InvalidOperationException("The run has no report: the assembly does not name it as a fixture.");
        var feature = FeatureFile.Load(FeatureAttribute.Of(GetType()).Path);
        var pickle = feature.At(place);
        if (FeatureFile.IsIgnored(pickle))
        {
            Assert.Fail("An @ignore scenario says why: add a line 'Ignored: the reason' under its title.");
        }

        var result = await new ScenarioRun(report.Bindings, feature, pickle, variant).RunAsync(TestContext.Current.TestOutputHelper);
        report.Add(result);
        if (result.FirstTrouble is { } trouble)
        {
            if (trouble.Error is { } error)
            {
                ExceptionDispatchInfo.Throw(error);
            }

            Assert.Fail(trouble.Message);
        }
    }
}

/// <summary>The feature file, as a path below the project's folder.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FeatureAttribute(string path) : Attribute
{
    public string Path { get; } = path;

    internal static FeatureAttribute Of(Type type) => type.GetCustomAttribute<FeatureAttribute>()
        ?? throw new InvalidOperationException($"{type.Name} names no feature file: put [Feature(\"Area/Name.feature\")] on it.");
}

[AttributeUsage(AttributeTargets.Method)]
internal sealed class ScenariosAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var feature = FeatureFile.Load(FeatureAttribute.Of(testMethod.ReflectedType!).Path);
        return new([.. from pair in Pair.Chosen
                    from pickle in feature.Pickles
                    where pair.Plays(pickle.Tags.Select(tag => tag.Name))
                    select RowFor(feature, pickle, pair.ToString())]);
    }

    public override bool SupportsDiscoveryEnumeration() => true;

    private static TheoryDataRow RowFor(FeatureFile feature, Pickle pickle, string pair)
    {
        var row = new TheoryDataRow(pair, feature.PlaceOf(pickle))
        {
            TestDisplayName = $"{pair}: {feature.Document.Feature.Name}: {feature.TitleOf(pickle)}",
            Label = "",
            Skip = FeatureFile.IsIgnored(pickle) ? feature.ReasonToIgnore(pickle) : null,
        };
        row.Traits["Category"] = [.. pickle.Tags.Select(tag => tag.Name.TrimStart('@'))];
        return row;
    }
}
