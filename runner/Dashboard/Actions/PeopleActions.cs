using Harness.Dashboard.Doors;
using Harness.Sync.Desk;

namespace Harness.Dashboard.Actions;

/// <summary>Accounts: who may do what.</summary>
internal sealed class PeopleActions(Accounts accounts)
{
    private const string Page = "/people";

    public async Task<Answer> AddAsync(Ask ask) => ask.Word<Role>("role") is not { } role
        ? Answer.Wrong("Choose a role.", Page)
        : await accounts.AddAsync(ask.Text("name") ?? string.Empty, ask.Text("email"), role, ask.Text("password") ?? string.Empty, ask.Who, ask.Text("why") ?? "added", ask.Ct) is { } objection
            ? Answer.Wrong(objection, Page)
            : new Answer($"{ask.Text("name")} can sign in now.", Page);

    public async Task<Answer> ChangeAsync(Ask ask)
    {
        var person = (await ask.Office.Ledger.ReadPeopleAsync(ask.Ct)).FirstOrDefault(one => one.Name == ask.Text("name"));
        if (person is null)
        {
            return new Answer("There is nobody of that name.", Page, 404);
        }

        if (ask.Is(person.Name))
        {
            return Answer.NotYours("Somebody else has to change your own account.", Page);
        }

        await accounts.ChangeAsync(person, ask.Word<Role>("role") ?? person.Role, ask.Text("state") is { } state ? state == "off" : person.IsDisabled, ask.Who, ask.Text("why") ?? "changed", ask.Ct);
        return new Answer($"{person.Name}'s account is changed; sessions that were open are over.", Page);
    }

    public async Task<Answer> KeyAsync(Ask ask)
    {
        var person = (await ask.Office.Ledger.ReadPeopleAsync(ask.Ct)).FirstOrDefault(one => one.Name == ask.Text("name"));
        return person is null
            ? new Answer("There is nobody of that name.", Page, 404)
            : new Answer($"The key of {person.Name} for programs, shown this once: {await accounts.NewKeyAsync(person, ask.Who, ask.Ct)}", Page);
    }
}
