using Harness.Simulators.Behaviours;

namespace Harness.Features.Steps;

/// <summary>What goes wrong on the way to a vendor.</summary>
[Binding]
internal sealed class TroubleSteps(World world)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private static readonly Dictionary<string, FaultOrder> OnTheNextOrder = new()
    {
        ["break off before taking"] = new(FaultKinds.ResetBefore),
        ["break off after taking"] = new(FaultKinds.ResetAfterCommit),
        ["answer with an error after taking"] = new(FaultKinds.ErrorAfterCommit),
        ["not answer in time"] = new(FaultKinds.Timeout, Hold: Patience),
        ["take only later, without an answer,"] = new(FaultKinds.LateCommit, Delay: Patience),
    };

    private static readonly Dictionary<string, FaultOrder> ForAWhile = new()
    {
        ["limits the rate"] = new(FaultKinds.Throttle),
        ["is unavailable"] = new(FaultKinds.Unavailable),
        ["shows its maintenance page"] = new(FaultKinds.Unavailable, Html: true),
    };

    [Given("the ERP will {} the next order")]
    public void BreakNextOrder(string trouble) => ArmForOrder(OnTheNextOrder[trouble]);

    [Given("the ERP will take the next order and stay silent")]
    public void StaySilent() => ArmForOrder(new FaultOrder(FaultKinds.LateCommit, Delay: Instant, Hold: Silence));

    [Given("the CRM will lose the answer to the next write")]
    public void LoseAnswer() => world.Sales.System.Faults.Arm(new FaultOrder(FaultKinds.ResetAfterCommit, "write"));

    [Given("the {word} {} for the next {int} call(s)")]
    public void BreakForAWhile(string role, string trouble, int calls) => world.At(role).System.Faults.Arm(ForAWhile[trouble] with { Times = calls });

    [Given("the {word} is unavailable for the next {int} call(s) and asks to wait {int} second(s)")]
    public void AskToWait(string role, int calls, int seconds) =>
        world.At(role).System.Faults.Arm(new FaultOrder(FaultKinds.Unavailable, Times: calls, RetryAfter: seconds));

    [Given("the login to the {word} has expired")]
    public void ExpireLogin(string role) => world.At(role).System.Faults.Arm(new FaultOrder(FaultKinds.ExpireToken));

    [Given("the CRM has the next record locked by a colleague")]
    public void LockRow() => world.Sales.System.Faults.Arm(new FaultOrder(FaultKinds.RowLock));

    /// <summary>Without this a scenario could pass because its trouble never came.</summary>
    [Then("the trouble has happened")]
    public void HasHappened()
    {
        var armed = world.Sales.System.Faults.Armed.Concat(world.Finance.System.Faults.Armed).ToList();
        armed.ShouldNotBeEmpty();
        armed.ShouldAllBe(fault => fault.IsSpent);
    }

    private void ArmForOrder(FaultOrder fault) => world.Finance.System.Faults.Arm(fault with { Operation = world.Finance.OrderCall });
}
