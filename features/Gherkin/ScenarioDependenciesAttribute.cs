namespace Reqnroll.Microsoft.Extensions.DependencyInjection;

/// <summary>The one static method that returns the services of the scenarios; each scenario gets a scope of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ScenarioDependenciesAttribute : Attribute;
