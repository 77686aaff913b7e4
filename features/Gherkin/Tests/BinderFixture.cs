using Io.Cucumber.Messages.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Harness.Features.Gherkin.Tests;

/// <summary>Runs feature text against a class of steps, outside the run that is reported.</summary>
internal static class BinderFixture
{
    public static async Task<IReadOnlyList<ScenarioResult>> RunAsync<TSteps>(string text, Action<IServiceCollection>? services = null)
    {
        var feature = FeatureFile.Parse("sample.feature", text);
        var bindings = Catalogue<TSteps>(services);
        var results = new List<ScenarioResult>();
        foreach (var pickle in feature.Pickles)
        {
            results.Add(await new ScenarioRun(bindings, feature, pickle).RunAsync(TestContext.Current.TestOutputHelper));
        }

        return results;
    }

    public static BindingCatalogue Catalogue<TSteps>(Action<IServiceCollection>? services = null) => new([typeof(TSteps)], () =>
    {
        var collection = new ServiceCollection();
        services?.Invoke(collection);
        return collection;
    });

    public static IEnumerable<TestStepResultStatus> Statuses(this ScenarioResult result) => result.Steps.Select(step => step.Status);
}
