using System.Globalization;

namespace Harness.Reliability;

/// <summary>What a part of the run measured, as lines "name value" for the summary that tests/run prints.</summary>
internal static class Figures
{
    public static void Write(string part, params (string Name, long Value)[] figures)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "figures")).FullName;
        File.WriteAllLines(Path.Combine(folder, $"{part}.txt"), figures.Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Name} {figure.Value}")));
    }
}
