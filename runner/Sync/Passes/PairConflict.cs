using Harness.Port;

namespace Harness.Sync.Passes;

/// <summary>Why a person has to say which value stands.</summary>
internal static class PairConflict
{
    public static Fault Of(PassItem item)
    {
        var fields = item.Plan!.Conflicts.Select(conflict => conflict.Field).ToList();
        var names = string.Join(", ", fields);
        var why = item.IsDoubtful
            ? $"The two sides differ in {names}, and the ledger does not remember what they last agreed on"
            : $"Both systems changed {names} since they last agreed";
        return new Fault(FaultKind.Conflict, $"{why}; make both sides equal or decide which one stands, then retry.", Fields: fields);
    }
}
