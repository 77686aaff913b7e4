using Harness.Core.Records;
using Harness.Core.Records.Fields;
using Harness.Sync.Passes;

namespace Harness.Flows.Contacts;

/// <summary>People with their role and primary flag; their account goes first.</summary>
public static class ContactsFlow
{
    public static Flow Create() => new("contacts", ContactFields.Entity, Rank: 3, CallPriority: 4)
    {
        ShowsWaiting = false,
        NotOurs = item => item is { Crm: { } contact, Link: null } && string.IsNullOrEmpty(contact.Fields.Get(ContactFields.Account))
            ? "A private contact: it belongs to no account."
            : null,
    };
}
