namespace Harness.Simulators.Salesforce.Rules;

/// <summary>Another transaction holds the row. A single call has been seen answered with 400 as well as with 500.</summary>
internal sealed class RowLockedException(int status)
    : RecordRefusedException("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record or 1 records")
{
    public int Status { get; } = status;
}
