using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Core.Mapping;

/// <summary>A record in one system's own paths and values, ready to be sent unless there are problems.</summary>
public sealed record MappedWrite(
    IReadOnlyDictionary<string, JsonNode?> Values, IReadOnlyList<LineSet> Lines, IReadOnlyList<Fault> Problems);
