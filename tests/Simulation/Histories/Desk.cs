using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;

namespace Harness.Simulation.Histories;

/// <summary>Somebody who works in one system, in that system's own words.</summary>
internal sealed class Desk(SimulatedSystem system, string deletedFlag)
{
    public IReadOnlyList<JsonObject> Living(string objectName) =>
        [.. system.Records(objectName).OfType<JsonObject>().Where(record => record[deletedFlag]?.ToString() is not ("true" or "True"))];

    /// <summary>The record that a number picks; null where there is none.</summary>
    public JsonObject? Pick(string objectName, int which, Func<JsonObject, bool>? suits = null)
    {
        var living = Living(objectName).Where(record => suits?.Invoke(record) ?? true).ToList();
        return living.Count == 0 ? null : living[which % living.Count];
    }

    public void Create(string objectName, JsonObject fields) => system.PersonCreates(objectName, fields);

    public void Edit(string objectName, string id, string field, JsonNode? value) => system.PersonEdits(objectName, id, new JsonObject { [field] = value });

    public void Delete(string objectName, string id) => system.PersonDeletes(objectName, id);

    public void Act(string action, params (string Name, JsonNode? Value)[] input) =>
        system.Actions[action](new JsonObject(input.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))));

    public static string Id(JsonObject record) => (record["Id"] ?? record["id"])!.ToString();

    public static bool IsTrue(JsonObject record, string field) => record[field]?.ToString() is "true" or "True";
}
