using CsCheck;
using Harness.Simulators.Behaviours;

namespace Harness.Simulation.Histories;

/// <summary>Draws histories: the same number gives the same one. Each switches a part of the kinds of fault off, so that storms do not hide the rare ones.</summary>
internal static class Generators
{
    public const int Businesses = 8;

    private static readonly (int Weight, Deed Deed)[] Deeds =
    [
        (2, Deed.CreateAccount), (8, Deed.EditAccount), (1, Deed.DeleteAccount), (1, Deed.MergeAccounts),
        (2, Deed.CreateContact), (4, Deed.EditContact), (1, Deed.DeleteContact),
        (4, Deed.CreateOpportunity), (2, Deed.AddLine), (4, Deed.ChangeLine), (2, Deed.RemoveLine), (2, Deed.ReorderLines), (8, Deed.Close), (1, Deed.Reopen),
        (6, Deed.EditCustomer), (3, Deed.EditItem), (6, Deed.Invoice), (5, Deed.Pay), (1, Deed.Overpay), (3, Deed.Credit), (1, Deed.VoidPayment),
        (1, Deed.ChangePicklist), (3, Deed.EditBothSides), (2, Deed.EditSameField), (1, Deed.JumpClock),
    ];

    private static readonly string[] CrmKinds =
    [
        FaultKinds.Throttle, FaultKinds.Unavailable, FaultKinds.Timeout, FaultKinds.ResetBefore, FaultKinds.ResetAfterCommit, FaultKinds.ErrorAfterCommit,
        FaultKinds.LateCommit, FaultKinds.SlowPage, FaultKinds.ExpireToken, FaultKinds.RevokeToken, FaultKinds.RowLock, FaultKinds.PartialBatch, FaultKinds.SchemaChange, FaultKinds.LateVisible,
    ];

    private static readonly string[] ErpKinds =
    [
        FaultKinds.Throttle, FaultKinds.Unavailable, FaultKinds.Timeout, FaultKinds.ResetBefore, FaultKinds.ResetAfterCommit, FaultKinds.ErrorAfterCommit,
        FaultKinds.LateCommit, FaultKinds.SlowPage, FaultKinds.ExpireToken, FaultKinds.RowLock, FaultKinds.StaleIndex, FaultKinds.LateVisible,
    ];

    private static readonly HashSet<string> OfWrites =
        [FaultKinds.ResetAfterCommit, FaultKinds.ErrorAfterCommit, FaultKinds.LateCommit, FaultKinds.RowLock, FaultKinds.PartialBatch, FaultKinds.StaleIndex, FaultKinds.LateVisible];

    private static readonly Gen<Act> AnAct = Gen.Select(
        Gen.Frequency([.. Deeds.Select(one => (one.Weight, (IGen<Deed>)Gen.Const(one.Deed)))]), Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[1, 9_999], Gen.Int[0, 26],
        (deed, which, other, value, seconds) => new Act(deed, which, other, value, TimeSpan.FromSeconds(seconds)));

    private static readonly Gen<Trouble> ATrouble = Gen.Select(
        Gen.Bool, Gen.Int[0, 99], Gen.Int[0, 12], Gen.Int[1, 3], Gen.Int[1, 40], Gen.Int[0, 9], Gen.Int[0, 330],
        (inErp, kind, skips, times, seconds, coin, at) =>
        {
            var name = (inErp ? ErpKinds : CrmKinds)[kind % (inErp ? ErpKinds : CrmKinds).Length];
            return new Trouble(
                inErp, name, Meets(name, coin), skips, name is FaultKinds.SchemaChange or FaultKinds.RevokeToken ? 1 : times, seconds, coin == 0 && name is (FaultKinds.Unavailable or FaultKinds.ErrorAfterCommit), TimeSpan.FromSeconds(at));
        });

    private static readonly Gen<History> Any = Gen.Select(
        Gen.Int[0, Businesses - 1], Gen.Int[0, 999_999], AnAct.Array[8, 36], ATrouble.Array[18, 38], Gen.Int[1, 200].Array[0, 2], Gen.Int[0, (1 << 15) - 1],
        (business, latency, acts, troubles, crashes, off) => new History(
            business, latency, acts, [.. troubles.Where(trouble => !IsOff(trouble.Kind, off))], [.. crashes.Order().Distinct()])
        {
            HasBackfill = off % 16 == 0, Thaws = off % 5 == 0,
        });

    public static IReadOnlyCollection<string> Kinds => [.. CrmKinds.Union(ErpKinds)];

    public static History Draw(int seed) => Any.Generate(new PCG(1, (ulong)seed), null, out _);

    /// <summary>Two bits must agree: a quarter of the kinds is off.</summary>
    private static bool IsOff(string kind, int off)
    {
        var place = FaultKinds.All.ToList().IndexOf(kind);
        return ((off >> (place % 15)) & 1) == 1 && ((off >> ((place + 7) % 15)) & 1) == 1;
    }

    private static string? Meets(string kind, int coin) => (OfWrites.Contains(kind), coin) switch
    {
        (true, _) => kind is FaultKinds.RowLock or FaultKinds.PartialBatch or FaultKinds.StaleIndex or FaultKinds.LateVisible ? null : "write",
        (false, < 3) => "write",
        (false, < 6) => "read",
        _ => null,
    };
}
