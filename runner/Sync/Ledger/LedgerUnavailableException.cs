namespace Harness.Sync.Ledger;

/// <summary>The ledger could not be written or read just now: locked too long, disk full. Nothing of the transaction is kept; try again.</summary>
public sealed class LedgerUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
