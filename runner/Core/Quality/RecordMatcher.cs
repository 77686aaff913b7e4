using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Core.Records.Fields;
using Harness.Port;

namespace Harness.Core.Quality;

/// <summary>
/// Which record of the other side is the same one, by the match rules in their order of trust. References in the
/// snapshots hold CRM ids.
/// </summary>
public sealed class RecordMatcher(EntityMatrix matrix, EntityMapping crm, EntityMapping erp)
{
    private const int MostKeysOfRule = 24;

    private readonly MappingRow[][] _rules =
        [.. matrix.Match.Select(rule => rule.Fields.Select(field => matrix.Rows.First(row => row.Field == field)).ToArray())];

    private readonly ConditionalWeakTable<Snapshot, string?[][]> _texts = [];

    /// <summary>In the order of the rules; a rule of which a field is empty or says nothing gives no key.</summary>
    public IReadOnlyList<MatchKey> KeysOf(Snapshot s)
    {
        var texts = TextsOf(s);
        return [.. Enumerable.Range(0, _rules.Length)
            .Where(rule => texts[rule].All(text => text is not null))
            .Select(rule => new MatchKey(rule, $"{NameOf(rule)}:{string.Join('|', texts[rule])}", matrix.Match[rule].Doubtful))];
    }

    /// <summary>Look-ups by equality that find every candidate of the rules, and more: <see cref="Judge"/> decides.</summary>
    public IReadOnlyList<FindKey> FindKeys(Snapshot source, SystemRole target)
    {
        var mapping = target == SystemRole.Crm ? crm : erp;
        var texts = TextsOf(source);
        return [.. Enumerable.Range(0, _rules.Length).SelectMany(rule => FindKeys(rule, texts[rule], source.Fields, mapping))];
    }

    public MatchVerdict Judge(Snapshot source, IReadOnlyList<Snapshot> candidates)
    {
        var own = TextsOf(source);
        var hits = candidates.Where(candidate => !candidate.Deleted)
            .Select(candidate => HitOf(own, candidate)).OfType<Hit>()
            .OrderBy(hit => hit.Rule).ThenByDescending(hit => hit.Evidence.Confidence).ToList();
        if (hits.Count == 0)
        {
            return new MatchVerdict(MatchOutcome.None, null, []);
        }

        var best = hits.TakeWhile(hit => hit.Rule == hits[0].Rule).ToList();
        if (best is [{ IsCertain: true } only])
        {
            return new MatchVerdict(MatchOutcome.One, only.Candidate, [only.Evidence]);
        }

        return new MatchVerdict(MatchOutcome.Doubtful, null, [.. hits.Select(hit => hit.Evidence)]);
    }

    private IEnumerable<FindKey> FindKeys(int rule, string?[] texts, FieldSet fields, EntityMapping mapping)
    {
        var rows = _rules[rule];
        var doubtful = matrix.Match[rule].Doubtful;
        if (texts[0] is null || (!doubtful && texts.Any(text => text is null)))
        {
            return [];
        }

        // A reference is compared in code: its id is another one there. So is what may be empty in a doubtful rule.
        var searched = rows.Where(row => row.Reference is null && fields.ValueOf(row.Field) is string { Length: > 0 } && (!doubtful || IsName(row))).ToArray();
        IEnumerable<KeyPart[]> keys = searched.Length == 0 || searched.Any(row => mapping.Side == SystemRole.Crm ? row.CrmPath is null : row.ErpPath is null) ? [] : [[]];
        // A name alone is a company's; first and last name are a person's, who has no legal form.
        foreach (var row in searched)
        {
            var spellings = Spellings(row, fields, mapping, isCompany: doubtful && searched.Length == 1).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            keys = keys.SelectMany(key => spellings.Select(spelling => (KeyPart[])[.. key, new KeyPart(row.PathIn(mapping.Side)!, JsonValue.Create(spelling))]));
        }

        return keys.Take(MostKeysOfRule).Select(parts => new FindKey(parts));
    }

    private static IEnumerable<string> Spellings(MappingRow row, FieldSet fields, EntityMapping mapping, bool isCompany)
    {
        var text = (string)fields.ValueOf(row.Field)!;
        var path = row.PathIn(mapping.Side)!;
        return row.Transform switch
        {
            "tax_id" => KeyText.TaxIdSpellings(text),
            "domain" when !path.EndsWith(".domain", StringComparison.Ordinal) => KeyText.WebSpellings(text),
            _ when isCompany => CompanyNames.Spellings(text, fields.Get(AccountFields.BillingCountry)),
            _ => mapping.KeyValue(row.Field, text, fields) is { } node ? [node.ToString()] : [],
        };
    }

    private Hit? HitOf(string?[][] own, Snapshot candidate)
    {
        var theirs = TextsOf(candidate);
        var different = new List<string>();
        for (var rule = 0; rule < _rules.Length; rule++)
        {
            var matched = Compare(rule, own[rule], theirs[rule]);
            if (matched == Answer.Yes || matched == Answer.Perhaps)
            {
                return new Hit(rule, candidate, EvidenceOf(rule, matched, candidate, different), matched == Answer.Yes && different.Count == 0 && !matrix.Match[rule].Doubtful);
            }

            if (matched == Answer.No)
            {
                if (matrix.Match[rule].Decisive)
                {
                    return null;
                }

                if (!matrix.Match[rule].Doubtful)
                {
                    different.Add(NameOf(rule));
                }
            }
        }

        return null;
    }

    private Answer Compare(int rule, string?[] own, string?[] theirs)
    {
        var doubtful = matrix.Match[rule].Doubtful;
        var blank = false;
        for (var i = 0; i < own.Length; i++)
        {
            if (own[i] is null || theirs[i] is null)
            {
                if (!doubtful || i == 0)
                {
                    return Answer.Unknown;
                }

                blank = true;
            }
            else if (own[i] != theirs[i])
            {
                return Answer.No;
            }
        }

        return blank ? Answer.Perhaps : Answer.Yes;
    }

    private MatchEvidence EvidenceOf(int rule, Answer matched, Snapshot candidate, List<string> different)
    {
        var name = NameOf(rule);
        var confidence = different.Count > 0 ? 0.4 : matched == Answer.Perhaps ? 0.5 : matrix.Match[rule].Doubtful ? 0.7 : 0.95 - (0.05 * rule);
        var text = matched == Answer.Perhaps ? $"Similar {_rules[rule][0].Field}; the rest of {name} is empty on one side"
            : matrix.Match[rule].Doubtful ? $"Similar {name}"
            : $"Same {name}";
        return new MatchEvidence(candidate.Ref, name, confidence, different.Count == 0 ? $"{text}." : $"{text}, but {string.Join(", ", different)} differs.");
    }

    private string NameOf(int rule) => string.Join(" + ", matrix.Match[rule].Fields);

    private string?[][] TextsOf(Snapshot s) => _texts.GetValue(s, snapshot =>
        [.. _rules.Select((rows, rule) => rows.Select(row => TextOf(row, snapshot.Fields.ValueOf(row.Field), matrix.Match[rule].Doubtful)).ToArray())]);

    private static string? TextOf(MappingRow row, object? value, bool doubtful)
    {
        if (value is not string { Length: > 0 } text)
        {
            return value?.ToString() is { Length: > 0 } other ? other : null;
        }

        var says = row.Transform switch
        {
            "domain" => KeyText.IsOwnDomain(text),
            "tax_id" => KeyText.IsTaxId(text),
            _ => true,
        };
        var key = row.Reference is not null ? text : doubtful && IsName(row) ? CompanyNames.Key(text) : KeyText.Plain(text);
        return says && key.Length > 0 ? key : null;
    }

    private static bool IsName(MappingRow row) => row is { Kind: ValueKind.Text, Reference: null, Values: null, Transform: null or "trim" };

    private enum Answer
    {
        Unknown,
        No,
        Perhaps,
        Yes,
    }

    private sealed record Hit(int Rule, Snapshot Candidate, MatchEvidence Evidence, bool IsCertain);
}
