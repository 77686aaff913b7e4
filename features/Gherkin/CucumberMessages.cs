using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Cucumber.Messages;
using Io.Cucumber.Messages.Types;

namespace Reqnroll;

/// <summary>A finished run in Cucumber's own message format, which its HTML report and other tools read.</summary>
internal static class CucumberMessages
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new MediaTypeConverter(), new JsonStringEnumConverter() },
    };

    public static string ToJson(Envelope message) => JsonSerializer.Serialize(message, Json);

    public static IEnumerable<Envelope> Of(
        IReadOnlyList<ScenarioResult> results, BindingCatalogue bindings, DateTimeOffset started, DateTimeOffset finished)
    {
        yield return Envelope.Create(new Meta(
            ProtocolVersion.Version, new Product("harness-features", "1"), new Product("dotnet", Environment.Version.ToString()),
            new Product(RuntimeInformation.OSDescription, null), new Product(RuntimeInformation.OSArchitecture.ToString(), null), null));
        foreach (var feature in results.Select(result => result.Feature).Distinct())
        {
            yield return Envelope.Create(new Source(feature.Uri, feature.Text, SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN));
            yield return Envelope.Create(feature.Document);
        }

        foreach (var result in results)
        {
            yield return Envelope.Create(result.Pickle);
        }

        foreach (var step in bindings.Steps)
        {
            var type = step.Expression.IsRegex ? StepDefinitionPatternType.REGULAR_EXPRESSION : StepDefinitionPatternType.CUCUMBER_EXPRESSION;
            yield return Envelope.Create(new StepDefinition(step.Id, new StepDefinitionPattern(step.Expression.Source, type), Place(step.Method)));
        }

        foreach (var hook in bindings.Before.Concat(bindings.After))
        {
            yield return Envelope.Create(new Hook(hook.Id, hook.Method.Name, Place(hook.Method), null, hook.Type));
        }

        yield return Envelope.Create(new TestRunStarted(Stamp(started), "run"));
        foreach (var message in results.SelectMany(OfScenario))
        {
            yield return message;
        }

        var success = results.All(result => result.FirstTrouble is null or { Status: TestStepResultStatus.SKIPPED });
        yield return Envelope.Create(new TestRunFinished(null, success, Stamp(finished), null, "run"));
    }

    private static IEnumerable<Envelope> OfScenario(ScenarioResult result)
    {
        var test = $"{result.Pickle.Id}-test";
        var attempt = $"{result.Pickle.Id}-attempt";
        yield return Envelope.Create(new TestCase(test, result.Pickle.Id, [.. result.Steps.Select((step, i) => StepOf(step, $"{test}-{i}"))], "run"));
        yield return Envelope.Create(new TestCaseStarted(0, attempt, test, null, Stamp(result.Started)));
        var now = result.Started;
        foreach (var (i, step) in result.Steps.Index())
        {
            yield return Envelope.Create(new TestStepStarted(attempt, $"{test}-{i}", Stamp(now)));
            now += step.Took;
            yield return Envelope.Create(new TestStepFinished(attempt, $"{test}-{i}", ResultOf(step), Stamp(now)));
        }

        yield return Envelope.Create(new TestCaseFinished(attempt, Stamp(result.Started + result.Took), false));
    }

    private static TestStep StepOf(StepResult step, string id) => step.Hook is { } hook
        ? new TestStep(hook.Id, id, null, null, null)
        : new TestStep(null, id, step.Step!.Id, [.. step.Matches.Select(match => match.Binding.Id)],
            [.. step.Matches.Select(match => new StepMatchArgumentsList([.. match.Captures.Select(capture => capture.ToMessage())]))]);

    private static TestStepResult ResultOf(StepResult step) => new(
        Converters.ToDuration(step.Took), step.Message, step.Status,
        step.Error is { } error ? new Io.Cucumber.Messages.Types.Exception(error.GetType().Name, error.Message, error.StackTrace) : null);

    private static SourceReference Place(System.Reflection.MethodInfo method) => new(
        null, new JavaMethod(method.DeclaringType!.FullName, method.Name, [.. method.GetParameters().Select(parameter => parameter.ParameterType.Name)]), null, null);

    private static Timestamp Stamp(DateTimeOffset at) => Converters.ToTimestamp(at.UtcDateTime);

    private sealed class MediaTypeConverter : JsonConverter<SourceMediaType>
    {
        public override SourceMediaType Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Messages are only written.");

        public override void Write(Utf8JsonWriter writer, SourceMediaType value, JsonSerializerOptions options) =>
            writer.WriteStringValue("text/x.cucumber.gherkin+plain");
    }
}
