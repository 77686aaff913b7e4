using System.Reflection;
using System.Text.RegularExpressions;
using Io.Cucumber.Messages.Types;
using Microsoft.Extensions.DependencyInjection;
using Reqnroll.Microsoft.Extensions.DependencyInjection;

namespace Reqnroll;

/// <summary>The steps, hooks and transformations of a set of binding classes, and the services they ask for.</summary>
internal sealed class BindingCatalogue
{
    private readonly IReadOnlyList<Transformation> _transformations;
    private readonly Lazy<ServiceProvider> _services;

    public BindingCatalogue(IReadOnlyList<Type> bindings, Func<IServiceCollection> dependencies)
    {
        var methods = bindings
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static))
            .Where(method => method.DeclaringType != typeof(object))
            .ToList();
        _transformations = [.. Marked<StepArgumentTransformationAttribute>(methods)
            .Select(mark => new Transformation(mark.Attribute, mark.Method)).OrderBy(transformation => transformation.Order)];
        Steps = [.. Marked<StepDefinitionBaseAttribute>(methods).Select((mark, i) => new StepBinding(
            $"step-{i + 1}", mark.Attribute, mark.Method, new StepExpression(mark.Attribute.Expression, PatternOf)))];
        Before = Hooks<BeforeScenarioAttribute>(methods, "before", HookType.BEFORE_TEST_CASE);
        After = Hooks<AfterScenarioAttribute>(methods, "after", HookType.AFTER_TEST_CASE);
        _services = new Lazy<ServiceProvider>(() => Provide(dependencies(), bindings));
    }

    public IReadOnlyList<StepBinding> Steps { get; }

    public IReadOnlyList<HookBinding> Before { get; }

    public IReadOnlyList<HookBinding> After { get; }

    public static BindingCatalogue Of(Assembly assembly)
    {
        var dependencies = assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .SingleOrDefault(method => method.IsDefined(typeof(ScenarioDependenciesAttribute)));
        return new BindingCatalogue(
            [.. assembly.GetTypes().Where(type => type.IsDefined(typeof(BindingAttribute)))],
            () => (IServiceCollection?)dependencies?.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null) ?? new ServiceCollection());
    }

    public AsyncServiceScope OpenScope() => _services.Value.CreateAsyncScope();

    public IReadOnlyList<StepMatch> Match(PickleStep step) =>
    [
        .. from binding in Steps
           where binding.Attribute.Accepts(step.Type)
           let captures = binding.Expression.Match(step.Text)
           where captures is not null
           select new StepMatch(binding, captures),
    ];

    /// <summary>A transformation of the steps' own, where one returns the type and takes the value; else the plain conversion.</summary>
    public object? Convert(object value, Type type, IServiceProvider services)
    {
        foreach (var transformation in _transformations.Where(candidate => candidate.Method.ReturnType == type))
        {
            if (transformation.ArgumentsFor(value) is { } texts)
            {
                var parameters = transformation.Method.GetParameters();
                var arguments = texts.Select((text, i) => text is string plain ? Values.Parse(plain, parameters[i].ParameterType) : text);
                return transformation.Method.Invoke(
                    TargetOf(transformation.Method, services), BindingFlags.DoNotWrapExceptions, null, [.. arguments], null);
            }
        }

        return value is string cell ? Values.Parse(cell, type) : value;
    }

    public static object? TargetOf(MethodInfo method, IServiceProvider services) =>
        method.IsStatic ? null : services.GetRequiredService(method.ReflectedType!);

    private string? PatternOf(string parameterType) =>
        _transformations.FirstOrDefault(transformation => transformation.Names(parameterType)) is { } found ? found.Pattern : null;

    private static ServiceProvider Provide(IServiceCollection services, IReadOnlyList<Type> bindings)
    {
        foreach (var type in bindings.Where(type => !type.IsAbstract))
        {
            services.AddScoped(type);
        }

        services.AddScoped<ScenarioContext>();
        services.AddScoped(scope => scope.GetRequiredService<ScenarioContext>().Output
            ?? throw new InvalidOperationException("This scenario runs without a test output."));
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    private static IReadOnlyList<HookBinding> Hooks<T>(IEnumerable<MethodInfo> methods, string name, HookType type) where T : ScenarioHookAttribute =>
        [.. Marked<T>(methods).OrderBy(mark => mark.Attribute.Order)
            .Select((mark, i) => new HookBinding($"{name}-{i + 1}", mark.Attribute, mark.Method, type))];

    private static IEnumerable<(T Attribute, MethodInfo Method)> Marked<T>(IEnumerable<MethodInfo> methods) where T : Attribute =>
        methods.SelectMany(method => method.GetCustomAttributes<T>().Select(attribute => (attribute, method)));

    private sealed record Transformation(StepArgumentTransformationAttribute Attribute, MethodInfo Method)
    {
        public int Order => Attribute.Order;

        public string Pattern => Attribute.Regex?.Trim('^', '$') ?? ".+";

        public bool Names(string parameterType) => (Attribute.Name ?? Method.ReturnType.Name) == parameterType;

        /// <summary>The method's arguments taken from the value, or null where it does not take such a value.</summary>
        public IReadOnlyList<object>? ArgumentsFor(object value)
        {
            if (value is not string text)
            {
                return Method.GetParameters() is [{ } only] && only.ParameterType.IsInstanceOfType(value) ? [value] : null;
            }

            if (Attribute.Regex is null)
            {
                return Method.GetParameters() is [{ } single] && !single.ParameterType.IsAssignableTo(typeof(Table)) ? [text] : null;
            }

            var match = Regex.Match(text, $"^(?:{Pattern})$");
            return !match.Success ? null : match.Groups.Count == 1 ? [text] : [.. match.Groups.Values.Skip(1).Select(group => (object)group.Value)];
        }
    }
}

internal sealed record StepBinding(string Id, StepDefinitionBaseAttribute Attribute, MethodInfo Method, StepExpression Expression)
{
    public string Place => $"{Method.ReflectedType!.Name}.{Method.Name}";
}

internal sealed record HookBinding(string Id, ScenarioHookAttribute Attribute, MethodInfo Method, HookType Type)
{
    public bool Concerns(Pickle pickle) =>
        Attribute.Tags.Count == 0 || pickle.Tags.Any(tag => Attribute.Tags.Any(wanted => wanted.TrimStart('@') == tag.Name.TrimStart('@')));
}

internal sealed record StepMatch(StepBinding Binding, IReadOnlyList<Capture> Captures);
