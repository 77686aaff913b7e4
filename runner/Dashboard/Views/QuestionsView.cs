using System.Globalization;
using System.Text.Json.Nodes;
using Harness.Dashboard.Doors;
using Harness.Sync.Desk;
using Harness.Sync.Ledger;

namespace Harness.Dashboard.Views;

/// <summary>Questions of one kind: those that wait, and those that were answered lately.</summary>
public sealed record QuestionsView(DateTimeOffset Now, DecisionKind Kind, IReadOnlyList<QuestionView> Open, IReadOnlyList<QuestionView> Decided)
{
    private const int MostDecided = 20;

    public static Func<Ask, Task<QuestionsView?>> Of(DecisionKind kind) => async ask =>
    {
        var all = await ask.Office.Ledger.ListDecisionsAsync(ask.Integration.Id, kind, null, ask.Ct);
        var open = all.Where(one => one.Verdict == Verdict.Open).ToList();
        var decided = all.Where(one => one.Verdict != Verdict.Open).OrderByDescending(one => one.DecidedAt).Take(MostDecided).ToList();
        var titles = await TitlesAsync(ask, [.. open, .. decided]);
        return new QuestionsView(ask.Office.Now, kind, [.. open.Select(one => QuestionView.Of(ask, one, titles))], [.. decided.Select(one => QuestionView.Of(ask, one, titles))]);
    };

    private static async Task<Dictionary<long, string?>> TitlesAsync(Ask ask, IReadOnlyList<Decision> decisions)
    {
        var titles = new Dictionary<long, string?>();
        foreach (var one in decisions.Take(100))
        {
            var entity = ask.Integration.EntityOf(one.Flow);
            titles[one.Id] = (await ask.Office.Ledger.SearchAsync(ask.Integration.Id, one.Subject.Id, 3, ask.Ct)).FirstOrDefault(found => found.Entity == entity)?.Title;
        }

        return titles;
    }
}

/// <param name="MayDecide">This person, in this role, and not the one who wants it.</param>
public sealed record QuestionView(
    Decision Decision, string Entity, string? Title, string? Steward, bool MayDecide, OrderTerms? Terms, IReadOnlyList<Candidate> Candidates, IReadOnlyList<ConflictingField> Fields)
{
    public static Func<Ask, Task<QuestionView?>> One(DecisionKind kind) => async ask =>
    {
        var view = await QuestionsView.Of(kind)(ask);
        return view!.Open.Concat(view.Decided).FirstOrDefault(one => one.Decision.Id == ask.Id);
    };

    public static QuestionView Of(Ask ask, Decision decision, IReadOnlyDictionary<long, string?> titles)
    {
        var entity = ask.Integration.EntityOf(decision.Flow);
        var evidence = JsonNode.Parse(decision.Evidence);
        var fields = ConflictingField.Of(evidence);
        return new QuestionView(
            decision, entity, titles.GetValueOrDefault(decision.Id), ask.Integration.StewardOf(entity, fields.Select(field => field.Field)),
            decision.Verdict == Verdict.Open && !ask.Is(decision.RequestedBy) && !ask.Is(evidence is JsonObject terms ? terms["requester"]?.ToString() : null)
                && Policies.Roles[PolicyOf(decision)].Contains(ask.Role),
            decision.Kind == DecisionKind.Discount ? OrderTerms.Of(evidence) : null, decision.Kind == DecisionKind.Match ? Candidate.Of(evidence) : [], fields);
    }

    /// <summary>Data that somebody wants to change is approved; data on which two systems differ is decided by whoever works on it.</summary>
    public static string PolicyOf(Decision decision) => decision.Kind == DecisionKind.Discount || decision.RequestedBy is not null ? Policies.Approve : Policies.Decide;
}

/// <summary>What an order is asked about.</summary>
public sealed record OrderTerms(decimal? Limit, decimal HeaderDiscount, string? Amount, IReadOnlyList<OrderTermLine> Lines)
{
    public decimal Highest => Lines.Select(line => line.Discount).Append(HeaderDiscount).Max();

    public static OrderTerms? Of(JsonNode? evidence) => evidence is not JsonObject terms ? null : new OrderTerms(
        Number(terms["limit_percent"]), Number(terms["header_discount_percent"]) ?? 0, terms["amount"]?.ToString(),
        [.. (terms["lines"] as JsonArray ?? []).OfType<JsonObject>().Select(line => new OrderTermLine(
            line["product"]?.ToString(), Number(line["quantity"]), line["list_price"]?.ToString(), Number(line["discount_percent"]) ?? 0, line["net_amount"]?.ToString(), Number(line["margin_percent"])))]);

    private static decimal? Number(JsonNode? node) => decimal.TryParse(node?.ToString(), CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <param name="Margin">Percent; null where no cost is known.</param>
public sealed record OrderTermLine(string? Product, decimal? Quantity, string? ListPrice, decimal Discount, string? Net, decimal? Margin);

/// <summary>A record that may be the same.</summary>
public sealed record Candidate(string Id, string System, string Rule, string? Name, IReadOnlyList<string> Evidence, string Certainty)
{
    public static IReadOnlyList<Candidate> Of(JsonNode? evidence) => evidence is not JsonArray found ? [] :
    [
        .. found.OfType<JsonObject>().GroupBy(one => one["id"]?.ToString() ?? string.Empty).Select(group => new Candidate(
            group.Key, group.First()["system"]?.ToString() ?? string.Empty, group.First()["rule"]?.ToString() ?? string.Empty, group.First()["name"]?.ToString(),
            [.. group.SelectMany(one => one.Where(part => part.Key is not ("id" or "system" or "object")).Select(part => $"{Words.Field(part.Key)}: {part.Value}")).Distinct()],
            group.Count() > 1 || group.Any(one => one["rule"]?.ToString() is "tax_id" or "domain") ? "Probably the same" : "May be the same")),
    ];
}

/// <summary>Two values of one field.</summary>
public sealed record ConflictingField(string Field, string? Agreed, string? Crm, string? Erp, string? Wanted, string? Rule, string? Owner)
{
    public static IReadOnlyList<ConflictingField> Of(JsonNode? evidence) => (evidence as JsonObject)?["fields"] is not JsonArray fields ? [] :
    [
        .. fields.OfType<JsonObject>().Select(one => new ConflictingField(
            $"{one["field"]}", one["agreed"]?.ToString(), one["crm"]?.ToString(), one["erp"]?.ToString(), one["wanted"]?.ToString(), one["rule"]?.ToString(), one["owner"]?.ToString())),
    ];
}
