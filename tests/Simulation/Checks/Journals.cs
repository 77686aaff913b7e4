using Harness.Simulators.Behaviours;

namespace Harness.Simulation.Checks;

/// <summary>What the systems' own journals say: they are written by the systems and by nobody else.</summary>
internal static class Journals
{
    public static int Written(SimulatedSystem crm, SimulatedSystem erp) => Api(crm).Count() + Api(erp).Count();

    public static IEnumerable<string> Lines(SimulatedSystem system) => system.Journal.Entries.Select(entry => $"{system.Name} {entry.ToJson().ToJsonString()}");

    public static IEnumerable<string> Problems(SimulatedSystem crm, SimulatedSystem erp) =>
        new[] { crm, erp }.SelectMany(system => CreatedTwice(system).Concat(LoggedInTwiceAtOnce(system)));

    /// <summary>At most one creation for one external key, over the system's whole life.</summary>
    private static IEnumerable<string> CreatedTwice(SimulatedSystem system) => Api(system).Where(entry => entry.Change == "create")
        .Select(entry => (entry.ObjectName, Key: (entry.Fields["externalId"] ?? entry.Fields["ERP_Id__c"])?.ToString())).Where(made => made.Key is not null)
        .GroupBy(made => made).Where(made => made.Skip(1).Any()).Select(made => $"doubled: {system.Name} {made.Key.ObjectName} {made.Key.Key} was created {made.Count()} times");

    /// <summary>One login at a time: a second one beside it may void the first one's token.</summary>
    private static IEnumerable<string> LoggedInTwiceAtOnce(SimulatedSystem system)
    {
        var logins = system.Calls.Calls.Where(call => call.Path.Contains("/token", StringComparison.Ordinal) && call.Status == 200).OrderBy(call => call.Started).ToList();
        return logins.Zip(logins.Skip(1)).Where(pair => pair.Second.Started < pair.First.Ended).Take(1)
            .Select(pair => $"two logins at once in {system.Name} at {pair.Second.Started:O}");
    }

    private static IEnumerable<JournalEntry> Api(SimulatedSystem system) => system.Journal.Entries.Where(entry => entry.Actor == "api");
}
