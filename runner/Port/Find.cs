using System.Text.Json.Nodes;

namespace Harness.Port;

/// <summary>All parts must equal (text without regard to case) for a record to be found by this key.</summary>
public sealed record FindKey(IReadOnlyList<KeyPart> Parts)
{
    public FindKey(string path, JsonNode value)
        : this([new KeyPart(path, value)])
    {
    }
}

public sealed record KeyPart(string Path, JsonNode Value);
