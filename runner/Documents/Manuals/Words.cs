using System.Text;
using Harness.Core.Mapping;
using Harness.Core.Records;

namespace Harness.Documents.Manuals;

/// <summary>The matrix's terms as people say them.</summary>
internal static class Words
{
    /// <summary>"RowLocked" and "payment_terms" as "Row locked" and "Payment terms".</summary>
    public static string Of(string name)
    {
        var words = new StringBuilder();
        foreach (var letter in name)
        {
            _ = letter is '_' or '.' ? words.Append(' ') : char.IsUpper(letter) && words.Length > 0 ? words.Append(' ').Append(char.ToLowerInvariant(letter)) : words.Append(letter);
        }

        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words.ToString(1, words.Length - 1);
    }

    public static string Of(Direction direction, Setup setup) => direction switch
    {
        Direction.Both => "both ways",
        Direction.CrmToErp => $"{setup.Crm.Title} → {setup.Erp.Title}",
        Direction.ErpToCrm => $"{setup.Erp.Title} → {setup.Crm.Title}",
        Direction.None => "read only",
    };

    public static string Of(ConflictRule rule, SystemRole owner, Setup setup) => rule switch
    {
        ConflictRule.OwnerAlways => $"{setup.In(owner).Title} always: an edit on the other side is put back",
        ConflictRule.OwnerWins => $"{setup.In(owner).Title} where both changed it",
        ConflictRule.Latest => "the later edit, where both systems keep field history; otherwise the steward",
        ConflictRule.Steward => "the steward decides where both changed it",
    };

    public static string Of(DeletePolicy policy) => policy switch
    {
        DeletePolicy.Stop => "stops for a person",
        DeletePolicy.Unlink => "the two are told apart; the counterpart stays",
        DeletePolicy.Archive => "the counterpart is marked inactive",
    };

    public static string Of(TimeSpan time) => time switch
    {
        { TotalHours: >= 1 } when time.TotalHours % 1 == 0 => Count((int)time.TotalHours, "hour"),
        { TotalMinutes: >= 1 } when time.TotalMinutes % 1 == 0 => Count((int)time.TotalMinutes, "minute"),
        _ => Count((int)time.TotalSeconds, "second"),
    };

    public static string Count(int number, string word) => number == 1 ? $"1 {word}" : $"{number} {word}s";
}
