using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;

namespace Harness.Features.Company;

/// <summary>
/// Where the people of one system work: its own screens, with its own rules. Harness is nowhere in it. A vendor's desk
/// says how its records are called; what is the same for all vendors is in this class and in those of the two roles.
/// </summary>
internal abstract class Desk(SimulatedSystem system)
{
    private int _callsBefore;
    private long _changesBefore;

    public SimulatedSystem System => system;

    /// <summary>By the word for the kind: "account", "order".</summary>
    protected abstract IReadOnlyDictionary<string, RecordWords> Kinds { get; }

    /// <summary>Calls since the mark was set.</summary>
    public IReadOnlyList<Call> Calls => [.. system.Calls.Calls.Skip(_callsBefore)];

    /// <summary>What Harness wrote here since the mark was set.</summary>
    public IReadOnlyList<JournalEntry> Written => [.. system.Journal.After(_changesBefore).Where(entry => entry.Actor == "api")];

    public void Mark()
    {
        _callsBefore = system.Calls.Calls.Count;
        _changesBefore = system.Journal.Entries.Count;
    }

    public void Seed(Simulators.World business) => Locked(() =>
    {
        system.Seed(business);
        return 0;
    });

    public JsonObject Act(string action, JsonObject input) => Locked(() => system.Actions[action](input));

    /// <summary>An administrator takes a field away; the next call meets it.</summary>
    public void TakeAway(string kind, string word) => system.Faults.Arm(new FaultOrder(FaultKinds.SchemaChange, Options: Named(kind, word)));

    public void PutBack(string kind, string word) => Act("show-field", Named(kind, word));

    public void Delete(string kind, string name) => Locked(() =>
    {
        system.PersonDeletes(Kinds[kind].Object, IdOf(kind, name));
        return 0;
    });

    /// <summary>The records that nobody has deleted.</summary>
    public IReadOnlyList<JsonObject> Live(string kind) => [.. Ever(kind).Where(record => !IsGone(record))];

    /// <summary>Deleted ones included.</summary>
    public virtual IReadOnlyList<JsonObject> Ever(string kind) => Stored(Kinds[kind].Object);

    public JsonObject One(string kind, string name) => One(kind, "name", name);

    public JsonObject One(string kind, string word, string value)
    {
        var found = Live(kind).Where(record => Text(kind, record, word) == value).ToList();
        return found.Count == 1 ? found[0] : throw new InvalidOperationException(
            $"{system.Name} has {found.Count} records of {kind} with {word} \"{value}\", not one; it has {string.Join(", ", Live(kind).Select(record => Text(kind, record, word)))}.");
    }

    public string IdOf(string kind, string name) => IdOf(kind, One(kind, name));

    public string IdOf(string kind, JsonObject record) => Text(kind, record, "id")!;

    /// <summary>What a person sees under a word: text, a number, yes or no; a day as yyyy-MM-dd; null where nothing stands.</summary>
    public virtual JsonNode? Shown(string kind, JsonObject record, string word) =>
        Kinds[kind].FieldOf(word).Split('.').Aggregate((JsonNode?)record, (node, name) => (node as JsonObject)?[name]);

    public string? Text(string kind, JsonObject record, string word) => Shown(kind, record, word)?.ToString();

    public decimal Number(string kind, JsonObject record, string word) => Text(kind, record, word) is { Length: > 0 } text ? decimal.Parse(text) : 0;

    /// <summary>What Harness has written here since the beginning.</summary>
    public IEnumerable<JournalEntry> WrittenEver() => system.Journal.Entries.Where(entry => entry.Actor == "api");

    /// <summary>How many records of the kind Harness has made here since the beginning.</summary>
    public int MadeByHarness(string kind) => WrittenEver().Count(entry => entry.Change == "create" && entry.ObjectName == Kinds[kind].Object);

    /// <summary>The calls that it takes to look for news, where the matrix names so many sources.</summary>
    public virtual int CallsToWatch(int sources) => sources;

    private JsonObject Named(string kind, string word) => new() { ["object"] = Kinds[kind].Object, ["field"] = Kinds[kind].FieldOf(word) };

    protected IReadOnlyList<JsonObject> Stored(string objectName) => Locked(() => system.Records(objectName).OfType<JsonObject>().ToList());

    protected JsonObject Create(string kind, IEnumerable<(string Word, string Value)> pairs) => Make(Kinds[kind].Object, Typed(kind, pairs));

    protected void Change(string kind, string id, IEnumerable<(string Word, string Value)> pairs) => Edit(Kinds[kind].Object, id, Typed(kind, pairs));

    protected JsonObject Make(string objectName, JsonObject fields) => Locked(() => system.PersonCreates(objectName, fields));

    protected void Edit(string objectName, string id, JsonObject fields) => Locked(() => system.PersonEdits(objectName, id, fields));

    /// <summary>The vendor's fields for what a person types.</summary>
    protected virtual JsonObject Typed(string kind, IEnumerable<(string Word, string Value)> pairs) =>
        new(pairs.Select(pair => KeyValuePair.Create(Kinds[kind].FieldOf(pair.Word), Entry.Typed(pair.Value))));

    protected virtual bool IsGone(JsonObject record) => false;

    private T Locked<T>(Func<T> act)
    {
        lock (system.Gate)
        {
            return act();
        }
    }
}
