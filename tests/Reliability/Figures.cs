using System.Text.Json.Nodes;

namespace Harness.Reliability;

/// <summary>What a part of the proof measured, for the line that sums all parts up.</summary>
internal static class Figures
{
    public static void Write(string part, params (string Name, long Value)[] figures)
    {
        var folder = Directory.CreateDirectory(Repository.At("artifacts", "reports", "reliability")).FullName;
        var json = new JsonObject(figures.Select(figure => KeyValuePair.Create<string, JsonNode?>(figure.Name, figure.Value)));
        File.WriteAllText(Path.Combine(folder, $"{part}.json"), json.ToJsonString());
    }
}
