using Harness.Simulators.Behaviours;
using Harness.Simulators.BusinessCentral;
using Harness.Simulators.HubSpot;
using Harness.Simulators.NetSuite;
using Harness.Simulators.Odoo;
using Harness.Simulators.Salesforce;

namespace Harness.Simulators;

/// <summary>The systems that can be simulated, by the name that the command line uses.</summary>
public static class Vendors
{
    public static IReadOnlyDictionary<string, Func<SimulatedClock, Journal, SimulatedSystem>> All { get; } =
        new Dictionary<string, Func<SimulatedClock, Journal, SimulatedSystem>>
        {
            ["salesforce"] = (clock, journal) => new SalesforceSystem(clock, journal),
            ["hubspot"] = (clock, journal) => new HubSpotSystem(clock, journal),
            ["netsuite"] = (clock, journal) => new NetSuiteSystem(clock, journal),
            ["businesscentral"] = (clock, journal) => new BusinessCentralSystem(clock, journal),
            ["odoo"] = (clock, journal) => new OdooSystem(clock, journal),
        };

    /// <summary>A system of its own clock, filled with the world.</summary>
    public static SimulatedSystem Create(string name, World world, TimeProvider time)
    {
        var clock = new SimulatedClock(time);
        var system = All[name](clock, new Journal(clock));
        lock (system.Gate)
        {
            system.Seed(world);
        }

        return system;
    }
}
