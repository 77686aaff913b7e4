using System.Text.Json.Nodes;

namespace Harness.Core.Mapping;

/// <summary>What becomes of a counterpart when its other half was deleted or merged into a record that has a counterpart of its own.</summary>
public enum DeletePolicy
{
    /// <summary>A person decides; nothing is written.</summary>
    Stop,

    /// <summary>The two are told apart; the counterpart stays as it is.</summary>
    Unlink,

    /// <summary>The counterpart is marked inactive, then the two are told apart. Nothing is ever deleted.</summary>
    Archive,
}

/// <summary>How one system marks a record that is out of use: the path and the value written there.</summary>
public sealed record ArchiveMark(string Path, JsonNode Value);
