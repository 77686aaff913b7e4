namespace Harness.Simulators.Behaviours;

public static class FaultKinds
{
    public const string Throttle = "throttle";
    public const string Timeout = "timeout";
    public const string ResetBefore = "reset-before";
    public const string ResetAfterCommit = "reset-after-commit";
    public const string ErrorAfterCommit = "error-after-commit";
    public const string LateCommit = "late-commit";
    public const string Unavailable = "unavailable";
    public const string ExpireToken = "expire-token";
    public const string RevokeToken = "revoke-token";
    public const string RowLock = "row-lock";
    public const string PartialBatch = "partial-batch";
    public const string SlowPage = "slow-page";
    public const string StaleIndex = "stale-index";
    public const string LateVisible = "late-visible";
    public const string SchemaChange = "schema-change";

    public static readonly IReadOnlyList<string> All =
    [
        Throttle, Timeout, ResetBefore, ResetAfterCommit, ErrorAfterCommit, LateCommit, Unavailable, ExpireToken, RevokeToken,
        RowLock, PartialBatch, SlowPage, StaleIndex, LateVisible, SchemaChange,
    ];
}
