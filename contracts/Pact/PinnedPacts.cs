using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harness.Contracts.Pact;

/// <summary>The committed pact of one provider: the calls sorted by description, without what changes from run to run.</summary>
internal sealed class PinnedPacts(string folder, string consumer, string provider)
{
    public static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Lock Writing = new();

    public string Path => System.IO.Path.Combine(folder, $"{consumer}-{provider}.json");

    public IReadOnlyList<JsonObject> Interactions => File.Exists(Path) ? InteractionsOf(JsonNode.Parse(File.ReadAllText(Path))!.AsObject()) : [];

    public static IReadOnlyList<JsonObject> InteractionsOf(JsonObject pact) => [.. pact["interactions"]!.AsArray().Select(call => call!.AsObject())];

    /// <summary>How the calls of a fresh pact differ from the committed ones; empty where they do not.</summary>
    public string DifferenceOf(JsonObject fresh)
    {
        var pinned = Interactions.ToDictionary(IdentityOf, TextOf);
        return string.Join('\n', InteractionsOf(fresh)
            .Where(call => pinned.GetValueOrDefault(IdentityOf(call)) != TextOf(call))
            .Select(call => $"{IdentityOf(call)}\n{LineDifference(pinned.GetValueOrDefault(IdentityOf(call)) ?? "", TextOf(call))}"));
    }

    /// <summary>Puts the calls of a fresh pact into the committed file, and drops the calls that <paramref name="isMade"/> no longer knows.</summary>
    public void Pin(JsonObject fresh, Func<string, bool> isMade)
    {
        lock (Writing)
        {
            var renewed = InteractionsOf(fresh);
            var names = renewed.Select(IdentityOf).ToHashSet();
            var calls = Interactions.Where(call => !names.Contains(IdentityOf(call)) && isMade(DescriptionOf(call))).Concat(renewed)
                .OrderBy(IdentityOf, StringComparer.Ordinal);
            var pact = new JsonObject
            {
                ["consumer"] = new JsonObject { ["name"] = consumer },
                ["provider"] = new JsonObject { ["name"] = provider },
                ["interactions"] = new JsonArray([.. calls.Select(call => Ordered(call))]),
                ["metadata"] = new JsonObject { ["pactSpecification"] = new JsonObject { ["version"] = "4.0" } },
            };
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path, pact.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n");
        }
    }

    public static string DescriptionOf(JsonObject call) => call["description"]!.GetValue<string>();

    private static string IdentityOf(JsonObject call) => call["providerStates"] is JsonArray states
        ? $"{DescriptionOf(call)}, given {string.Join(" and ", states.Select(state => state!["name"]))}"
        : DescriptionOf(call);

    private static string TextOf(JsonObject call) => Ordered(call)!.ToJsonString(Indented);

    /// <summary>Properties by name, so that a file differs only where a call does.</summary>
    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject entries => new JsonObject(entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, Ordered(entry.Value)))),
        JsonArray elements => new JsonArray([.. elements.Select(Ordered)]),
        _ => node?.DeepClone(),
    };

    private static string LineDifference(string pinned, string fresh)
    {
        var (before, after) = (pinned.Split('\n'), fresh.Split('\n'));
        var same = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        var sameEnd = before.Skip(same).Reverse().Zip(after.Skip(same).Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        return string.Join('\n', before[same..^sameEnd].Select(line => $"- {line}").Concat(after[same..^sameEnd].Select(line => $"+ {line}")));
    }
}
