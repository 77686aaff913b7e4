using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Salesforce;

/// <summary>Reads by id and by key: records and their lines together, in as few calls as the vendor's limits allow.</summary>
internal sealed class SalesforceQueries(string system, SalesforceStatements statements)
{
    // A literal may have 4,000 characters; no field that can be searched is that long, so such a key equals nothing.
    private const int LongestLiteral = 4_000;

    private readonly SalesforceRecords records = new(system);

    public async Task<IReadOnlyList<RawRecord>> ReadManyAsync(IReadOnlyList<ReadRequest> reads, CancellationToken ct)
    {
        var asked = reads.Select(read => (read.Selection, Questions: ById(read.Selection, read.Ids).ToList())).ToList();
        var pages = new Queue<SalesforcePage>(await statements.AllAsync(asked.SelectMany(one => one.Questions).Select(question => question.Statement), ct).ConfigureAwait(false));
        return [.. asked.SelectMany(one => Assemble(one.Selection, [.. one.Questions.Select(question => (question, pages.Dequeue()))]))];
    }

    public async Task<IReadOnlyList<RawRecord>> FindManyAsync(Selection selection, IReadOnlyCollection<FindKey> keys, CancellationToken ct)
    {
        var usable = keys.Where(key => key.Parts.All(part => SalesforceValue.Literal(part.Value).Length <= LongestLiteral)).ToList();
        var byDomain = usable.Where(key => key.Parts.Any(part => SalesforcePath.IsDomain(part.Path))).ToList();
        if (byDomain.Count == 0)
        {
            return await AskAsync(selection, [.. ByKey(selection, usable)], ct).ConfigureAwait(false);
        }

        var plain = selection with { Lines = [] };
        var found = await AskAsync(plain, [.. ByKey(plain, [.. usable.Except(byDomain)]), .. ByDomain(plain, byDomain)], ct).ConfigureAwait(false);
        if (selection.Lines.Count == 0)
        {
            return found;
        }

        // Whose domain is the one asked for is known only here, so lines take a second call.
        var whole = await ReadManyAsync([new ReadRequest(selection, [.. found.Select(record => record.Ref.Id)])], ct).ConfigureAwait(false);
        return [.. whole.Where(record => !record.Deleted)];
    }

    private static string Select(Selection selection, IEnumerable<string> paths) =>
        $"SELECT {SalesforceRecords.Columns(selection with { Paths = [.. paths] })} FROM {SalesforcePath.FieldOf(selection.ObjectType)} WHERE ";

    private List<SalesforceLines> LinesOf(Selection selection) =>
        [.. selection.Lines.Select(lines => new SalesforceLines(system, selection.ObjectType, lines))];

    private IEnumerable<Question> ById(Selection selection, IReadOnlyCollection<string> ids)
    {
        var select = Select(selection, selection.Paths);
        var quoted = ids.Distinct().Select(SalesforceValue.Quoted).ToList();
        var parents = SoqlConditions.Pack([new FindKeyGroup("Id", quoted)], SalesforceStatement.RoomBeside(select))
            .Select(condition => new Question(new SalesforceStatement(select + condition, DeletedToo: true)));
        var lines = LinesOf(selection).SelectMany(of => of.OfParents(quoted).Select(soql => new Question(new SalesforceStatement(soql), of)));
        return parents.Concat(lines);
    }

    private IEnumerable<Question> ByKey(Selection selection, IReadOnlyList<FindKey> keys)
    {
        var select = Select(selection, selection.Paths);
        var lines = LinesOf(selection);
        var room = lines.Select(of => of.OfFound("")).Append(select).Min(SalesforceStatement.RoomBeside);
        foreach (var condition in SoqlConditions.Pack(SoqlConditions.Group(keys), room))
        {
            yield return new Question(new SalesforceStatement(select + condition));
            foreach (var of in lines)
            {
                yield return new Question(new SalesforceStatement(of.OfFound(condition)), of);
            }
        }
    }

    // SOQL compares a web address as text: the candidates contain the domain, and only its equal is kept.
    private static IEnumerable<Question> ByDomain(Selection selection, IReadOnlyList<FindKey> keys)
    {
        var select = Select(selection, selection.Paths.Concat(keys.SelectMany(key => key.Parts.Select(part => part.Path))));
        return SoqlConditions.Pack(SoqlConditions.Group(keys), SalesforceStatement.RoomBeside(select))
            .Select(condition => new Question(new SalesforceStatement(select + condition)) { Keeps = row => keys.Any(key => Equals(row, key)) });
    }

    private static bool Equals(JsonObject row, FindKey key) => key.Parts.All(part =>
        SalesforcePath.TryRead(row, part.Path, out var value) && value is not null
        && value.ToString().Equals(part.Value.ToString(), StringComparison.OrdinalIgnoreCase));

    private async Task<IReadOnlyList<RawRecord>> AskAsync(Selection selection, IReadOnlyList<Question> questions, CancellationToken ct)
    {
        var pages = await statements.AllAsync(questions.Select(question => question.Statement), ct).ConfigureAwait(false);
        return Assemble(selection, [.. questions.Zip(pages)]);
    }

    private List<RawRecord> Assemble(Selection selection, IReadOnlyList<(Question First, SalesforcePage Second)> asked)
    {
        var found = asked.Where(pair => pair.First.Lines is null)
            .SelectMany(pair => pair.Second.Rows.Where(pair.First.Keeps).Select(row => records.Read(selection, row, pair.Second.ServerTime)))
            .DistinctBy(record => record.Ref.Id)
            .ToList();
        if (selection.Lines.Count == 0)
        {
            return found;
        }

        // Two conditions may find one parent, and each brings its lines.
        var collections = selection.Lines.ToDictionary(lines => lines.Path, lines => asked
            .Where(pair => pair.First.Lines?.Collection == lines.Path)
            .SelectMany(pair => pair.First.Lines!.Read(pair.Second))
            .DistinctBy(line => line.Id)
            .ToLookup(line => line.Parent, line => line.Line));
        return [.. found.Select(record => SalesforceRecords.WithLines(
            record, collections.ToDictionary(of => of.Key, of => (IReadOnlyList<RawLine>)[.. of.Value[record.Ref.Id]])))];
    }

    /// <param name="Lines">What the rows are lines of; null where they are the records themselves.</param>
    private sealed record Question(SalesforceStatement Statement, SalesforceLines? Lines = null)
    {
        public Func<JsonObject, bool> Keeps { get; init; } = _ => true;
    }
}
