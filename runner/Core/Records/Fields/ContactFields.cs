namespace Harness.Core.Records.Fields;

public static class ContactFields
{
    public const string Entity = "contact";

    public static readonly Field<string> Account = new("account");
    public static readonly Field<string> FirstName = new("first_name");
    public static readonly Field<string> LastName = new("last_name");
    public static readonly Field<string> Email = new("email");
    public static readonly Field<string> Phone = new("phone");
    public static readonly Field<string> Role = new("role");
    public static readonly Field<bool?> Primary = new("primary");
}
