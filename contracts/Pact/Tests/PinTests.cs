using System.Text.Json.Nodes;

namespace Harness.Contracts.Pact.Tests;

public sealed class PinTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harness-pins-");

    private PinnedPacts Pinned => new(_folder.FullName, "harness", "sample");

    [Fact]
    public void A_pinned_call_is_the_same_call_whatever_the_order_of_its_parts()
    {
        Pinned.Pin(Pact(Call("reads", "/a")), _ => true);

        Pinned.DifferenceOf(Pact(new JsonObject { ["request"] = new JsonObject { ["path"] = "/a", ["method"] = "GET" }, ["description"] = "reads" })).ShouldBeEmpty();
    }

    [Fact]
    public void A_changed_call_shows_its_lines()
    {
        Pinned.Pin(Pact(Call("reads", "/a")), _ => true);

        Pinned.DifferenceOf(Pact(Call("reads", "/b"))).ShouldBe("reads\n-     \"path\": \"/a\"\n+     \"path\": \"/b\"");
    }

    [Fact]
    public void A_call_that_is_not_pinned_is_a_difference() => Pinned.DifferenceOf(Pact(Call("writes", "/a"))).ShouldStartWith("writes\n");

    [Fact]
    public void Pins_are_sorted_and_a_call_that_is_no_longer_made_leaves()
    {
        Pinned.Pin(Pact(Call("writes", "/w"), Call("stale", "/s")), _ => true);
        Pinned.Pin(Pact(Call("reads", "/r")), description => description != "stale");

        Pinned.Interactions.Select(PinnedPacts.DescriptionOf).ShouldBe(["reads", "writes"]);
        File.ReadAllText(Pinned.Path).ShouldEndWith("}\n");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static JsonObject Pact(params JsonNode[] calls) => new() { ["interactions"] = new JsonArray(calls) };

    private static JsonObject Call(string description, string path) =>
        new() { ["description"] = description, ["request"] = new JsonObject { ["method"] = "GET", ["path"] = path } };
}
