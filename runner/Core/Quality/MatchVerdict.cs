using Harness.Core.Records;
using Harness.Port;

namespace Harness.Core.Quality;

/// <param name="Rule">Position of the rule in the matrix, from 0: lower is trusted more.</param>
/// <param name="Text">Normalised and stable, for the unique claim: "tax_id:DE123456789".</param>
/// <param name="Doubtful">A hit on this key alone is never linked without a person.</param>
public sealed record MatchKey(int Rule, string Text, bool Doubtful);

public enum MatchOutcome
{
    /// <summary>No candidate answers to any key: create.</summary>
    None,

    /// <summary>One candidate, on a trusted key: link.</summary>
    One,

    /// <summary>Several candidates, or one on a doubtful or contradicted key: a person decides.</summary>
    Doubtful,
}

/// <param name="One">The candidate, only where the outcome is <see cref="MatchOutcome.One"/>.</param>
public sealed record MatchVerdict(MatchOutcome Outcome, Snapshot? One, IReadOnlyList<MatchEvidence> Evidence);

/// <param name="Rule">The fields of the rule that hit: "tax_id", "name + billing.country".</param>
/// <param name="Confidence">Between 0 and 1.</param>
/// <param name="Text">One sentence for the person who decides, without the values themselves.</param>
public sealed record MatchEvidence(RecordRef Candidate, string Rule, double Confidence, string Text);
