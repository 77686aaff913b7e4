using Harness.Port;

namespace Harness.Dashboard.Views;

/// <summary>What the audit log's actions are called.</summary>
internal static class AuditWords
{
    public static string Of(string action, RecordRef? subject)
    {
        var record = subject is null ? string.Empty : $" {Words.System(subject.System)} {subject.ObjectType}";
        return action switch
        {
            "created" => $"Created{record}",
            "updated" => $"Updated{record}",
            "archived" => $"Archived{record}",
            "linked" => "Linked",
            "stopped" => "Stopped for a person",
            "decided" => "Question decided",
            "steered" => "Let go or closed",
            "overridden" => "Rule overridden",
            "filed" => "Case notes changed",
            "reopened" => "Taken up again",
            "account" => "Account changed",
            "set" => "Setting changed",
            _ => char.ToUpperInvariant(action[0]) + action[1..],
        };
    }
}
