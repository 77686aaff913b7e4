using System.Diagnostics;
using System.Reflection;
using Io.Cucumber.Messages.Types;
using Microsoft.Extensions.DependencyInjection;
using static Io.Cucumber.Messages.Types.TestStepResultStatus;
using Exception = System.Exception;

namespace Reqnroll;

/// <summary>Runs one scenario: hooks before, the steps until one fails, hooks after. Nothing a step throws leaves it; the result holds it.</summary>
internal sealed class ScenarioRun(BindingCatalogue bindings, FeatureFile feature, Pickle pickle, string variant = "")
{
    private readonly List<StepResult> _results = [];

    private bool Failed => _results.Any(result => result.Status != PASSED);

    public async Task<ScenarioResult> RunAsync(Xunit.ITestOutputHelper? output)
    {
        var started = TimeProvider.System.GetUtcNow();
        var scope = bindings.OpenScope();
        await using (scope)
        {
            var context = scope.ServiceProvider.GetRequiredService<ScenarioContext>();
            context.ScenarioInfo = new ScenarioInfo(feature.TitleOf(pickle), [.. pickle.Tags.Select(tag => tag.Name.TrimStart('@'))], variant);
            context.Output = output;
            foreach (var hook in bindings.Before.Where(hook => hook.Concerns(pickle)))
            {
                await RunHookAsync(hook, scope.ServiceProvider);
            }

            foreach (var step in pickle.Steps)
            {
                var result = await RunStepAsync(step, scope.ServiceProvider);
                _results.Add(result);
                context.TestError ??= result.Error;
                output?.WriteLine($"{result.Status.ToString().ToLowerInvariant(),-10} {step.Text}{(result.Message is { } message ? $"\n{message}" : "")}");
            }

            foreach (var hook in bindings.After.Where(hook => hook.Concerns(pickle)))
            {
                await RunHookAsync(hook, scope.ServiceProvider);
            }
        }

        return new ScenarioResult(feature, pickle, started, TimeProvider.System.GetUtcNow() - started, _results) { Variant = variant };
    }

    private async Task RunHookAsync(HookBinding hook, IServiceProvider services)
    {
        var (error, took) = await AttemptAsync(hook.Method, services, () => [.. hook.Method.GetParameters().Select(parameter => services.GetRequiredService(parameter.ParameterType))]);
        _results.Add(new StepResult(null, hook, [], error is null ? PASSED : FAILED, took, error, error?.ToString()));
    }

    private async Task<StepResult> RunStepAsync(PickleStep step, IServiceProvider services)
    {
        var matches = bindings.Match(step);
        if (matches is not [var match])
        {
            return matches.Count == 0
                ? new StepResult(step, null, matches, UNDEFINED, TimeSpan.Zero, null, Snippet.For(step))
                : new StepResult(step, null, matches, AMBIGUOUS, TimeSpan.Zero, null,
                    $"The step '{step.Text}' is claimed by {string.Join(" and ", matches.Select(claim => $"{claim.Binding.Place} '{claim.Binding.Expression.Source}'"))}.");
        }

        if (Failed)
        {
            return new StepResult(step, null, matches, SKIPPED, TimeSpan.Zero, null, null);
        }

        var (error, took) = await AttemptAsync(match.Binding.Method, services, () => ArgumentsFor(match, step, services));
        return new StepResult(step, null, matches, error is null ? PASSED : FAILED, took, error, error?.ToString());
    }

    /// <summary>An asynchronous method keeps what is thrown in its task, so no handler has to catch everything.</summary>
    private static async Task<(Exception? Error, TimeSpan Took)> AttemptAsync(MethodInfo method, IServiceProvider services, Func<object?[]> arguments)
    {
        var started = Stopwatch.GetTimestamp();
        var attempt = InvokeAsync(method, services, arguments);
        await attempt.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        var error = attempt.IsCompletedSuccessfully ? null : attempt.Exception?.InnerException ?? new TaskCanceledException(attempt);
        return (error, Stopwatch.GetElapsedTime(started));
    }

    private static async Task InvokeAsync(MethodInfo method, IServiceProvider services, Func<object?[]> arguments)
    {
        var target = BindingCatalogue.TargetOf(method, services);
        switch (method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments(), null))
        {
            case Task task:
                await task;
                break;
            case ValueTask task:
                await task;
                break;
        }
    }

    private object?[] ArgumentsFor(StepMatch match, PickleStep step, IServiceProvider services)
    {
        var values = match.Captures.Select(capture => (object)capture.Value).ToList();
        if (step.Argument?.DocString is { } text)
        {
            values.Add(text.Content);
        }

        if (step.Argument?.DataTable is { } table)
        {
            var rows = table.Rows.Select(row => (IReadOnlyList<string>)[.. row.Cells.Select(cell => cell.Value)]).ToList();
            values.Add(new DataTable(rows[0], rows[1..]));
        }

        var parameters = match.Binding.Method.GetParameters();
        return parameters.Length == values.Count
            ? [.. values.Zip(parameters, (value, parameter) => bindings.Convert(value, parameter.ParameterType, services))]
            : throw new InvalidOperationException(
                $"{match.Binding.Place} takes {parameters.Length} arguments; the step '{step.Text}' gives {values.Count}.");
    }
}

/// <param name="Step">Null for a hook, which <paramref name="Hook"/> names then.</param>
internal sealed record StepResult(
    PickleStep? Step, HookBinding? Hook, IReadOnlyList<StepMatch> Matches, TestStepResultStatus Status, TimeSpan Took, Exception? Error, string? Message)
{
    public string Title => Step?.Text ?? $"{Hook!.Method.DeclaringType!.Name}.{Hook.Method.Name}";
}

internal sealed record ScenarioResult(FeatureFile Feature, Pickle Pickle, DateTimeOffset Started, TimeSpan Took, IReadOnlyList<StepResult> Steps)
{
    public string Variant { get; init; } = "";

    public StepResult? FirstTrouble => Steps.FirstOrDefault(step => step.Status != PASSED);

    public static ScenarioResult Ignored(FeatureFile feature, Pickle pickle, DateTimeOffset at) => new(feature, pickle, at, TimeSpan.Zero,
        [.. pickle.Steps.Select(step => new StepResult(step, null, [], SKIPPED, TimeSpan.Zero, null, feature.ReasonToIgnore(pickle)))]);
}
