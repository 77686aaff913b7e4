using Harness.Dashboard.Pages;
using Harness.Sync.Desk;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Harness.Dashboard.Doors;

/// <summary>Signing in and out, and the first account.</summary>
internal static class SignInDoor
{
    /// <summary>Who may be played in a demonstration.</summary>
    public static readonly IReadOnlyList<Person> Players =
    [
        new("Vera", null, Role.Viewer, null, null, "demo", 0, null, false),
        new("Omar", null, Role.Operator, null, null, "demo", 0, null, false),
        new("Ines", null, Role.Approver, null, null, "demo", 0, null, false),
        new("Tom", null, Role.Admin, null, null, "demo", 0, null, false),
    ];

    public static void Map(IEndpointRouteBuilder app, Office office, DashboardOptions options)
    {
        var accounts = app.ServiceProvider.GetRequiredService<Accounts>();
        app.MapGet("/sign-in", async Task<IResult> (HttpContext context) => !office.IsDemo && options.OpenId is null && !await accounts.AreThereAnyAsync(context.RequestAborted)
            ? TypedResults.Redirect("/set-up")
            : Show(context, office, options, context.Request.Query["refused"].Count > 0 ? "Your company's sign-in worked, but nobody has given you a role here." : null)).AllowAnonymous();
        app.MapPost("/sign-in", context => SignInAsync(context, accounts, office, options)).AllowAnonymous();
        app.MapGet("/set-up", (HttpContext context) => SetUp(context, office, null)).AllowAnonymous();
        app.MapPost("/set-up", context => SetUpAsync(context, accounts, office)).AllowAnonymous();
        app.MapPost("/sign-out", async context =>
        {
            await FromOurPageAsync(context);
            await context.SignOutAsync("Cookies");
            context.Response.Redirect("/sign-in");
        }).RequireAuthorization(Policies.View);
        if (options.OpenId is not null)
        {
            app.MapGet("/sign-in/company", (HttpContext context) => TypedResults.Challenge(
                new AuthenticationProperties { RedirectUri = Local(context.Request.Query["to"]) }, [OpenIdSignIn.Name])).AllowAnonymous();
        }
    }

    private static async Task SignInAsync(HttpContext context, Accounts accounts, Office office, DashboardOptions options)
    {
        await FromOurPageAsync(context);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var person = office.IsDemo ? Players.FirstOrDefault(one => one.Name == form["player"]) : await accounts.SignInAsync($"{form["name"]}", $"{form["password"]}", context.RequestAborted);
        if (person is null)
        {
            await Show(context, office, options, "Name and password do not fit, or the account rests for a few minutes after too many tries.", 401).ExecuteAsync(context);
            return;
        }

        if (office.IsDemo && !(await office.Ledger.ReadPeopleAsync(context.RequestAborted)).Any(one => one.Name == person.Name))
        {
            await office.Ledger.KeepPersonAsync(person, person.Name, "demonstration", office.Now, context.RequestAborted);
        }

        await context.SignInAsync("Cookies", Accounts.PrincipalOf(person));
        context.Response.Redirect(Local(form["to"]));
    }

    private static async Task SetUpAsync(HttpContext context, Accounts accounts, Office office)
    {
        await FromOurPageAsync(context);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (await accounts.SetUpAsync($"{form["token"]}", $"{form["name"]}", $"{form["password"]}", context.RequestAborted) is { } objection)
        {
            await SetUp(context, office, objection, 400).ExecuteAsync(context);
            return;
        }

        context.Response.Redirect("/sign-in");
    }

    private static async Task FromOurPageAsync(HttpContext context)
    {
        if (!await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
        {
            throw new BadHttpRequestException("The form is not from our page.");
        }
    }

    private static RazorComponentResult<SignInPage> Show(HttpContext context, Office office, DashboardOptions options, string? problem, int status = 200) => new(new Dictionary<string, object?>
    {
        ["Frame"] = Frame.Of(context, office), ["Problem"] = problem, ["Company"] = options.OpenId is not null, ["To"] = Local(context.Request.Query["to"]),
    }) { StatusCode = status, PreventStreamingRendering = true };

    private static RazorComponentResult<SetUpPage> SetUp(HttpContext context, Office office, string? problem, int status = 200) => new(new Dictionary<string, object?>
    {
        ["Frame"] = Frame.Of(context, office), ["Problem"] = problem, ["SetUpToken"] = $"{context.Request.Query["token"]}",
    }) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>Never to another site.</summary>
    private static string Local(string? to) => to is ['/', not '/' and not '\\', ..] ? to : "/";
}
