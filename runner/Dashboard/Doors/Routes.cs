using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Harness.Dashboard.Pages;
using Harness.Sync.Desk;
using Harness.Sync.Ledger;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Harness.Dashboard.Doors;

/// <summary>Every page is also data, and every form also a call: the same code under the same policy, below /api.</summary>
public sealed class Routes(IEndpointRouteBuilder app, Office office, Said said, IAntiforgery antiforgery)
{
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOut } },
    };

    public void Page<TPage, TView>(string path, string policy, Func<Ask, Task<TView?>> read)
        where TPage : IComponent
        where TView : class
    {
        app.MapGet(path, async Task<IResult> (HttpContext context) =>
        {
            var ask = await Ask.OfAsync(context, office);
            return await read(ask) is { } view ? Render<TPage>(context, ask, view) : Missing(context, ask);
        }).RequireAuthorization(policy);
        app.MapGet($"/api{(path == "/" ? "/home" : path)}", async Task<IResult> (HttpContext context) =>
            await read(await Ask.OfAsync(context, office)) is { } view ? TypedResults.Json(view, Json) : TypedResults.Json(new { error = "There is no such thing." }, Json, statusCode: 404))
            .RequireAuthorization(policy);
    }

    public void Act(string path, string policy, Func<Ask, Task<Answer>> act)
    {
        app.MapPost(path, async Task<IResult> (HttpContext context) =>
        {
            if (!await antiforgery.IsRequestValidAsync(context))
            {
                return Problem(context, 400, "This form is from an older page. Go back, load the page again and send it once more.");
            }

            var ask = await Ask.OfAsync(context, office);
            var answer = await act(ask);
            if (!answer.IsDone)
            {
                return Problem(context, answer.Status, answer.Message, answer.To);
            }

            said.Say(context, answer.Message);
            return TypedResults.LocalRedirect(answer.To);
        }).RequireAuthorization(policy);
        app.MapPost($"/api{path}", async Task<IResult> (HttpContext context) =>
        {
            // A browser's session is not enough: the call must come from our own page or carry a key.
            if (!KeySignIn.IsUsedBy(context.Request) && !await antiforgery.IsRequestValidAsync(context))
            {
                return TypedResults.Json(new { error = "Send a key (Authorization: Bearer hk_...)." }, Json, statusCode: 400);
            }

            try
            {
                var answer = await act(await Ask.OfAsync(context, office));
                return answer.IsDone ? TypedResults.Json(new { done = answer.Message }, Json) : TypedResults.Json(new { error = answer.Message }, Json, statusCode: answer.Status);
            }
            catch (JsonException)
            {
                return TypedResults.Json(new { error = "The body is not a JSON object of names and values." }, Json, statusCode: 400);
            }
        }).RequireAuthorization(policy);
    }

    public static IResult Render<TPage>(HttpContext context, Ask ask, object view, int status = 200)
        where TPage : IComponent =>
        new RazorComponentResult<TPage>(new Dictionary<string, object?> { ["Frame"] = Frame.Of(context, ask.Office, ask), ["View"] = view }) { StatusCode = status, PreventStreamingRendering = true };

    public static IResult Missing(HttpContext context, Ask ask) => new RazorComponentResult<ProblemPage>(new Dictionary<string, object?>
    {
        ["Frame"] = Frame.Of(context, ask.Office, ask), ["Status"] = 404, ["Message"] = "There is nothing under this address. It may have been settled meanwhile.", ["Back"] = "/",
    }) { StatusCode = 404, PreventStreamingRendering = true };

    private RazorComponentResult<ProblemPage> Problem(HttpContext context, int status, string message, string back = "/") => new(new Dictionary<string, object?>
    {
        ["Frame"] = Frame.Of(context, office), ["Status"] = status, ["Message"] = message, ["Back"] = back,
    }) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>What a vendor sent stays in the ledger, and nothing that is needed to sign in leaves it.</summary>
    private static void LeaveOut(JsonTypeInfo type)
    {
        for (var index = type.Properties.Count - 1; index >= 0; index--)
        {
            if ((type.Type == typeof(WorkItem) && type.Properties[index].Name == "payload")
                || (type.Type == typeof(Person) && type.Properties[index].Name is "password_hash" or "key_hash" or "stamp"))
            {
                type.Properties.RemoveAt(index);
            }
        }
    }
}
