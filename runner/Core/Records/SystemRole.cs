namespace Harness.Core.Records;

public enum SystemRole
{
    Crm,
    Erp,
}

public static class SystemRoles
{
    public static SystemRole Other(this SystemRole role) => role == SystemRole.Crm ? SystemRole.Erp : SystemRole.Crm;
}
