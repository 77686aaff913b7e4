using System.Text.Json.Nodes;
using Harness.Core.Mapping;
using Harness.Core.Mapping.Files;

namespace Harness.Unit.Core.Mapping;

/// <summary>The schema that editors use and the loader that refuses say the same.</summary>
public sealed class MatrixSchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(Repository.At("runner", "Host", "matrix.schema.json")))!;

    [Fact]
    public void The_schema_has_the_loaders_keys()
    {
        Keys("").ShouldBe(Vocabulary.EntityKeys, ignoreOrder: true);
        Keys("row").ShouldBe([.. Vocabulary.RowKeys, .. Vocabulary.Vendors], ignoreOrder: true);
        Keys("lines").ShouldBe([.. Vocabulary.LinesKeys, .. Vocabulary.Vendors], ignoreOrder: true);
        Keys("match").ShouldBe(Vocabulary.MatchKeys, ignoreOrder: true);
        Keys("source").ShouldBe([.. Vocabulary.SourceKeys, .. Vocabulary.Vendors], ignoreOrder: true);
        Keys("credits").ShouldBe(Vocabulary.CreditKeys, ignoreOrder: true);
        Keys("status").ShouldBe(Vocabulary.StatusKeys, ignoreOrder: true);
        Keys("archive").ShouldBe(Vocabulary.ArchiveKeys, ignoreOrder: true);
        Keys("rollup").ShouldBe([.. Vocabulary.RollupKeys, .. Vocabulary.Vendors], ignoreOrder: true);
    }

    [Fact]
    public void The_schema_has_the_loaders_words()
    {
        Words("row", "kind").ShouldBe(Vocabulary.Kinds.Keys, ignoreOrder: true);
        Words("row", "direction").ShouldBe(Vocabulary.Directions.Keys, ignoreOrder: true);
        Words("row", "owner").ShouldBe(Vocabulary.Sides.Keys, ignoreOrder: true);
        Words("row", "conflict").ShouldBe(Vocabulary.Conflicts.Keys, ignoreOrder: true);
        Words("lines", "extra").ShouldBe(Vocabulary.Extras.Keys, ignoreOrder: true);
        Schema["$defs"]!["delete_policy"]!["enum"]!.AsArray().Select(word => word!.ToString()).ShouldBe(Vocabulary.DeletePolicies.Keys, ignoreOrder: true);
        Words("rollup", "aggregate").ShouldBe(Vocabulary.Aggregates.Keys, ignoreOrder: true);
        Words("rollup", "where").ShouldBe(Vocabulary.States.Keys, ignoreOrder: true);
        Schema["$defs"]!["transform"]!["enum"]!.AsArray().Select(word => word!.ToString()).ShouldBe(Transforms.Names, ignoreOrder: true);
    }

    private static IEnumerable<string> Keys(string definition) =>
        (definition.Length == 0 ? Schema : Schema["$defs"]![definition]!)["properties"]!.AsObject().Select(property => property.Key);

    private static IEnumerable<string> Words(string definition, string key) =>
        Schema["$defs"]![definition]!["properties"]![key]!["enum"]!.AsArray().Select(word => word!.ToString());
}
