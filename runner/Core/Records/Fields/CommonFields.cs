namespace Harness.Core.Records.Fields;

/// <summary>Fields that several entities have under one name.</summary>
public static class CommonFields
{
    /// <summary>The CRM's id of the account that a record belongs to.</summary>
    public static readonly Field<string> Account = new("account");
}
