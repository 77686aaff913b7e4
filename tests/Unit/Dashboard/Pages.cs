using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Dashboard;
using Harness.Dashboard.Doors;
using Harness.Port;
using Harness.Store;
using Harness.Sync.Desk;
using Harness.Sync.Ledger;
using Harness.Unit.Core;
using Harness.Unit.Store;
using Microsoft.Extensions.Time.Testing;

namespace Harness.Unit.Dashboard;

/// <summary>The pages over a ledger of their own, and somebody with a browser that has no JavaScript.</summary>
internal sealed partial class Pages : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("harness-pages-");

    private Pages(Ledger ledger, FakeTimeProvider clock) => (Ledger, Clock) = (ledger, clock);

    public Ledger Ledger { get; }

    public FakeTimeProvider Clock { get; }

    public DashboardServer Server { get; private set; } = null!;

    public Accounts Accounts { get; private set; } = null!;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Pages> OpenAsync(bool people = true, int posts = 1000)
    {
        var clock = new FakeTimeProvider(Given.Noon);
        var pages = new Pages(await SqliteLedger.OpenAsync(":memory:", clock, Ct), clock);
        await pages.Ledger.TakeLeaseAsync("tests", TimeSpan.FromHours(1), Ct);
        pages.Accounts = new Accounts(pages.Office);
        foreach (var role in people ? Enum.GetValues<Role>() : [])
        {
            (await pages.Accounts.AddAsync(NameOf(role), null, role, Password, "tests", "for a test", Ct)).ShouldBeNull();
        }

        pages.Server = await DashboardServer.StartAsync(pages.Office, new DashboardOptions { KeyFolder = pages._keys.FullName, PostsPerMinute = posts }, null, null, Ct);
        return pages;
    }

    public static string NameOf(Role role) => role switch { Role.Viewer => "vera", Role.Operator => "omar", Role.Approver => "ines", Role.Admin => "tom" };

    public Visitor Visitor() => new(Server.Address);

    public async Task<Visitor> SignedInAsync(Role role)
    {
        var visitor = Visitor();
        await visitor.SendAsync("/sign-in", "/sign-in", ("name", NameOf(role)), ("password", Password));
        return visitor;
    }

    /// <summary>A record that has stopped, with what people know of it.</summary>
    public async Task<WorkItem> StopAsync(string id, string reason, FaultKind fault = FaultKind.RequiredMissing, string? title = null)
    {
        await Ledger.EnqueueAsync(Given.Integration, [Given.Change(id)], Clock.GetUtcNow(), Ct);
        var item = (await Ledger.ClaimAsync(Given.Integration, "accounts", 1, Clock.GetUtcNow(), Ct)).ShouldHaveSingleItem();
        await Ledger.CommitAsync(
            Given.Commit(new ItemOutcome(item.Id, ItemState.Stopped, reason, fault)) with
            {
                Values = title is null ? [] : [new RecordValue("account", SystemRole.Crm, id, "name", title, SearchTerm.Of(title))],
            },
            Ct);
        return item;
    }

    public async Task<WorkItem> ItemAsync(long id) => (await Ledger.ListItemsAsync(new ItemFilter(Given.Integration) { ItemId = id }, Ct)).Single();

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Ledger.DisposeAsync();
        _keys.Delete(recursive: true);
    }

    private Office Office => field ??= new Office
    {
        Ledger = Ledger,
        Clock = Clock,
        Integrations = [new OfficeIntegration(Given.Integration, "salesforce", "netsuite", Preset.Matrix, [new OfficeFlow("accounts", "account", "every minute", []), new OfficeFlow("sales_orders", "sales_order", "every minute", [])], new Dictionary<string, string> { ["account"] = "omar" })],
        Settings = [new SettingLine("Systems:netsuite:Login:Account", "1234567", "appsettings.json")],
    };
}

/// <summary>A browser without JavaScript: it keeps cookies, follows links and sends the forms it was given.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly SocketsHttpHandler _wire = new() { CookieContainer = new CookieContainer(), AllowAutoRedirect = false };

    public Visitor(Uri address) => Http = new HttpClient(_wire) { BaseAddress = address };

    public HttpClient Http { get; }

    public void Dispose() => Http.Dispose();

    public async Task<(HttpStatusCode Status, string Text)> SeeAsync(string path)
    {
        using var answer = await Http.GetAsync(path, Pages.Ct);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Pages.Ct));
    }

    /// <summary>Loads the page, takes its form's token and sends the form.</summary>
    public async Task<(HttpStatusCode Status, string Text)> SendAsync(string page, string to, params (string Name, string Value)[] fields)
    {
        var token = TokenPattern().Match((await SeeAsync(page)).Text).Groups[1].Value;
        return await PostAsync(to, [("__RequestVerificationToken", token), .. fields]);
    }

    public async Task<(HttpStatusCode Status, string Text)> PostAsync(string to, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await Http.PostAsync(to, form, Pages.Ct);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Pages.Ct));
    }

    public void UseKey(string key) => Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenPattern();
}
