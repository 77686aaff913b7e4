namespace Harness.Port;

/// <summary>What the integration does with one object, as the matrix tells: it reads it always.</summary>
public sealed record AccessNeed(string ObjectType, bool Creates, IReadOnlyList<FieldNeed> Fields)
{
    public bool Writes => Creates || Fields.Any(one => one.Written);
}

/// <param name="Path">As a matrix names it; the fields of a line collection with the collection in front.</param>
public sealed record FieldNeed(string Path, bool Written);

/// <summary>What the integration's login may do, beside what it needs.</summary>
/// <param name="Missing">Without these it cannot work: each says what is missing and who grants it where.</param>
/// <param name="Excess">It may do more than it needs: each says what to take away.</param>
/// <param name="Grant">The least that it needs, ready for the vendor's administrator.</param>
public sealed record AccessReview(IReadOnlyList<string> Missing, IReadOnlyList<string> Excess, AccessGrant Grant);

/// <param name="FileName">As the vendor's tools expect it: "Harness.permissionset-meta.xml".</param>
/// <param name="HowTo">What the administrator does with the file.</param>
public sealed record AccessGrant(string FileName, string Content, string HowTo);
