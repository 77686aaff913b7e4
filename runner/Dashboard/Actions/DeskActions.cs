using Harness.Dashboard.Doors;
using Harness.Sync.Desk;
using Harness.Sync.Ledger;

namespace Harness.Dashboard.Actions;

/// <summary>What people do on the error desk, to one record or to many at once.</summary>
internal static class DeskActions
{
    private const int MostAtOnce = 500;

    public static Task<Answer> RetryAsync(Ask ask) => EachAsync(ask, "goes again", "go again", false, (item, why) => Ledger(ask).SteerAsync(item.Id, ItemState.Pending, ask.Who, why, ask.Office.Now, ask.Ct));

    public static Task<Answer> ResolveAsync(Ask ask) => EachAsync(ask, "is closed", "are closed", true, (item, why) => Ledger(ask).SteerAsync(item.Id, ItemState.Skipped, ask.Who, why, ask.Office.Now, ask.Ct));

    public static Task<Answer> ReopenAsync(Ask ask) => EachAsync(ask, "goes again", "go again", true, (item, why) => Ledger(ask).ReopenAsync(item.Id, ask.Who, why, ask.Office.Now, ask.Ct));

    public static Task<Answer> OverrideAsync(Ask ask) => EachAsync(ask, "goes again without the rule", "go again without the rule", true, async (item, why) =>
        DeskRules.IsOverridable(item) && await Ledger(ask).OverrideAsync(item.Id, ask.Who, why, ask.Office.Now, ask.Ct));

    /// <summary>Assignee, severity, tags, known issue and note; what was not sent stays as it is.</summary>
    public static async Task<Answer> FileAsync(Ask ask)
    {
        var asked = await AskedAsync(ask);
        var kept = 0;
        foreach (var one in asked)
        {
            var tags = ask.Names.Contains("tags") ? Tags(ask.Text("tags")) : ask.Text("add-tag") is { } tag ? [.. one.File.Tags.Append(Tag(tag)).Where(text => text.Length > 0).Distinct()] : one.File.Tags;
            var file = new CaseFile(
                Given(ask, "assignee", one.File.Assignee), ask.Word<Severity>("severity") ?? one.File.Severity, tags,
                Given(ask, "known-issue", one.File.KnownIssue), Given(ask, "note", one.File.Note), ask.Who, ask.Office.Now);
            kept += await Ledger(ask).KeepCaseAsync(one.Item.Id, file, ask.Who, ask.Text("why") ?? "on the desk", ask.Office.Now, ask.Ct) ? 1 : 0;
        }

        return kept == 0 ? Answer.TooLate("There is no such record on the desk any more.", "/desk") : new Answer(kept == 1 ? "Saved." : $"Saved for {kept} records.", Back(ask, asked));
    }

    /// <param name="needsReason">A retry changes nothing by itself; everything else says why.</param>
    private static async Task<Answer> EachAsync(Ask ask, string one, string many, bool needsReason, Func<WorkItem, string, Task<bool>> act)
    {
        var why = ask.Text("why");
        if (needsReason && DeskRules.WithoutReason(why) is { } objection)
        {
            return Answer.Wrong(objection, ask.Id > 0 ? $"/desk/{ask.Id}" : "/desk");
        }

        var asked = await AskedAsync(ask);
        var done = 0;
        foreach (var item in asked)
        {
            done += await act(item.Item, why ?? "retry") ? 1 : 0;
        }

        return done switch
        {
            0 => Answer.TooLate("Nothing was changed: it is settled already, another rule stopped it, or it is being worked on at this moment.", Back(ask, asked)),
            1 when asked.Count == 1 => new Answer($"{asked[0].Title ?? asked[0].Item.Subject.ToString()} {one}.", Back(ask, asked)),
            _ => new Answer($"{done} of {asked.Count} records {many}.", Back(ask, asked)),
        };
    }

    /// <summary>The one in the address, those that were ticked, or all of one pattern.</summary>
    private static async Task<IReadOnlyList<DeskItem>> AskedAsync(Ask ask)
    {
        if (ask.Id > 0)
        {
            return (await Ledger(ask).ReadDeskAsync(new DeskQuery(ask.Integration.Id) { ItemId = ask.Id }, ask.Ct)).Items;
        }

        if (ask.Texts("item") is { Count: > 0 } ticked)
        {
            var found = new List<DeskItem>();
            foreach (var id in ticked.Take(MostAtOnce).Select(text => long.TryParse(text, out var number) ? number : 0).Where(number => number > 0))
            {
                found.AddRange((await Ledger(ask).ReadDeskAsync(new DeskQuery(ask.Integration.Id) { ItemId = id }, ask.Ct)).Items);
            }

            return found;
        }

        return ask.Text("pattern") is null && ask.Text("fault") is null ? [] : (await Ledger(ask).ReadDeskAsync(
            new DeskQuery(ask.Integration.Id)
            {
                Flow = ask.Text("flow"), Fault = ask.Word<Harness.Port.FaultKind>("fault"), Pattern = ask.Text("pattern"), Shelf = ask.Word<DeskShelf>("shelf") ?? DeskShelf.Open, Most = MostAtOnce,
            },
            ask.Ct)).Items;
    }

    private static ILedger Ledger(Ask ask) => ask.Office.Ledger;

    private static string Back(Ask ask, IReadOnlyList<DeskItem> asked) => ask.Text("back") is ['/', 'd', 'e', 's', 'k', ..] and { } back ? back : asked.Count == 1 && ask.Id > 0 ? $"/desk/{ask.Id}" : "/desk";

    private static string? Given(Ask ask, string name, string? before) => ask.Names.Contains(name) ? ask.Text(name) is { } text ? text[..Math.Min(text.Length, 2000)] : null : before;

    private static List<string> Tags(string? text) => [.. (text ?? string.Empty).Split(',', ' ').Select(Tag).Where(tag => tag.Length > 0).Distinct().Take(12)];

    private static string Tag(string text) => new([.. text.Trim().ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_').Take(30)]);
}
