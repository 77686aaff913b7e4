using System.Reflection;

namespace Harness.Testing;

/// <summary>The checkout that the tests were built from, wherever their output lies.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    public static string Artifacts { get; } = Environment.GetEnvironmentVariable("HARNESS_ARTIFACTS") ?? At("artifacts");

    public static string At(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);
}
