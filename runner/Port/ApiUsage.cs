namespace Harness.Port;

/// <summary>The vendor's own counters, as last seen in an answer. A null was not said.</summary>
/// <param name="CallsUsed">Calls used in the vendor's current window (a rolling day for Salesforce).</param>
/// <param name="ConcurrencyLimit">Calls that the whole account may have in flight.</param>
public sealed record ApiUsage(long? CallsUsed, long? CallLimit, int? ConcurrencyLimit, DateTimeOffset SeenAt);
