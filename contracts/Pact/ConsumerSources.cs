namespace Harness.Contracts.Pact;

/// <summary>The text of the consumer tests: a committed call that none of them describes is stale.</summary>
internal static class ConsumerSources
{
    private static readonly Lazy<string> Text = new(() => Directory.Exists(Folder)
        ? string.Concat(Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText))
        : "");

    private static string Folder => Repository.At("contracts", "Consumers");

    public static bool Mention(string description) => IsIn(Text.Value, description);

    public static bool IsIn(string source, string description) => source.Contains($"\"{description}\"", StringComparison.Ordinal);
}
