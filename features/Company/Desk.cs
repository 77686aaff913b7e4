using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;

namespace Harness.Features.Company;

/// <summary>Where the people of one system work: its own screens, with its own rules. Harness is nowhere in it.</summary>
internal sealed class Desk(SimulatedSystem system)
{
    private int _callsBefore;
    private long _changesBefore;

    public SimulatedSystem System => system;

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

    public JsonObject Create(string objectName, JsonObject fields) => Locked(() => system.PersonCreates(objectName, fields));

    public JsonObject Edit(string objectName, string id, JsonObject fields) => Locked(() => system.PersonEdits(objectName, id, fields));

    public JsonObject Act(string action, JsonObject input) => Locked(() => system.Actions[action](input));

    public void Delete(string objectName, string id) => Locked(() =>
    {
        system.PersonDeletes(objectName, id);
        return 0;
    });

    /// <summary>The records that nobody has deleted.</summary>
    public IReadOnlyList<JsonObject> Live(string objectName) => Locked(() =>
        system.Records(objectName).OfType<JsonObject>().Where(record => !IsGone(record)).ToList());

    /// <summary>Deleted ones included.</summary>
    public IReadOnlyList<JsonObject> Ever(string objectName) => Locked(() => system.Records(objectName).OfType<JsonObject>().ToList());

    public JsonObject One(string objectName, string field, string value)
    {
        var found = Live(objectName).Where(record => record[field]?.ToString() == value).ToList();
        return found.Count == 1 ? found[0] : throw new InvalidOperationException(
            $"{system.Name} has {found.Count} records of {objectName} with {field} \"{value}\", not one; it has {string.Join(", ", Live(objectName).Select(record => record[field]?.ToString()))}.");
    }

    /// <summary>What Harness has written here since the beginning.</summary>
    public IEnumerable<JournalEntry> WrittenEver() => system.Journal.Entries.Where(entry => entry.Actor == "api");

    private T Locked<T>(Func<T> act)
    {
        lock (system.Gate)
        {
            return act();
        }
    }

    private static bool IsGone(JsonObject record) => (record["IsDeleted"] ?? record["isDeleted"])?.ToString() == "true";
}
