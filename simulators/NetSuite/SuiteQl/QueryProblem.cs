namespace Harness.Simulators.NetSuite.SuiteQl;

/// <summary>The query is not understood or names what is not there.</summary>
internal sealed class QueryProblem(string message) : Exception(message);
