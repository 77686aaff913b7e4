namespace Harness.Sync.Desk;

public enum Role
{
    Viewer,
    Operator,
    Approver,
    Admin,
}

/// <summary>Somebody with an account of Harness's own.</summary>
/// <param name="PasswordHash">Null: only through the company's sign-in.</param>
/// <param name="KeyHash">Of the key with which programs call in this person's name.</param>
/// <param name="Stamp">Changes with password and role; a session made under another stamp is over.</param>
public sealed record Person(string Name, string? Email, Role Role, string? PasswordHash, string? KeyHash, string Stamp, int Failures, DateTimeOffset? LockedUntil, bool IsDisabled)
{
    public static bool MayOperate(Role role) => role is Role.Operator or Role.Admin;

    public static bool MayApprove(Role role) => role is Role.Approver or Role.Admin;
}
