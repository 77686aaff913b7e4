using System.Net;
using Harness.Sync.Desk;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace Harness.Unit.Dashboard;

public sealed class DoorTests
{
    [Fact]
    public async Task Every_endpoint_has_a_policy_or_says_that_it_is_open()
    {
        await using var pages = await Pages.OpenAsync();

        pages.Server.Endpoints.Count.ShouldBeGreaterThan(40);
        pages.Server.Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().All(data => data.Policy is null))
            .Select(endpoint => endpoint.DisplayName).ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_signing_in_the_assets_and_the_health_are_open()
    {
        await using var pages = await Pages.OpenAsync();

        pages.Server.Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText!).Where(path => !path.StartsWith("/assets/", StringComparison.Ordinal)).Distinct().Order()
            .ShouldBe(["/health/live", "/health/ready", "/set-up", "/sign-in"]);
    }

    [Theory]
    [InlineData(Role.Viewer, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData(Role.Operator, HttpStatusCode.Redirect, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData(Role.Approver, HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.Forbidden)]
    [InlineData(Role.Admin, HttpStatusCode.Redirect, HttpStatusCode.NotFound, HttpStatusCode.OK)]
    public async Task Each_role_may_do_its_own_work(Role role, HttpStatusCode retry, HttpStatusCode approve, HttpStatusCode accounts)
    {
        await using var pages = await Pages.OpenAsync();
        var item = await pages.StopAsync("001", "Billing country is missing.");
        using var visitor = await pages.SignedInAsync(role);

        (await visitor.SendAsync("/desk", $"/desk/{item.Id}/retry")).Status.ShouldBe(retry);
        (await visitor.SendAsync("/desk", "/approvals/99/approve", ("why", "agreed"))).Status.ShouldBe(approve);
        (await visitor.SeeAsync("/people")).Status.ShouldBe(accounts);
        (await visitor.SeeAsync("/desk")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/desk/77")]
    [InlineData("/nothing/here")]
    [InlineData("/api/desk?skip=x")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        await using var pages = await Pages.OpenAsync();
        using var visitor = await pages.SignedInAsync(Role.Viewer);

        using var answer = await visitor.Http.GetAsync(path, Pages.Ct);

        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.Contains("Referrer-Policy").ShouldBeTrue();
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        await using var pages = await Pages.OpenAsync();
        var item = await pages.StopAsync("001", "Billing country is missing.");
        using var visitor = await pages.SignedInAsync(Role.Operator);

        (await visitor.PostAsync($"/desk/{item.Id}/retry")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await visitor.PostAsync($"/api/desk/{item.Id}/retry")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await visitor.SeeAsync($"/desk/{item.Id}/retry")).Status.ShouldBe(HttpStatusCode.MethodNotAllowed);

        (await pages.ItemAsync(item.Id)).State.ShouldBe(Harness.Sync.Ledger.ItemState.Stopped);
    }

    [Fact]
    public async Task More_forms_than_allowed_are_refused_for_a_minute()
    {
        await using var pages = await Pages.OpenAsync(posts: 10);
        using var visitor = pages.Visitor();

        var answers = new List<HttpStatusCode>();
        for (var tries = 0; tries < 12; tries++)
        {
            answers.Add((await visitor.SendAsync("/sign-in", "/sign-in", ("name", "nobody"), ("password", "guess"))).Status);
        }

        answers.Take(10).ShouldAllBe(status => status == HttpStatusCode.Unauthorized);
        answers.Skip(10).ShouldAllBe(status => status == HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task The_first_account_needs_the_token_from_the_console_and_is_made_once()
    {
        await using var pages = await Pages.OpenAsync(people: false);
        using var visitor = pages.Visitor();
        var first = (await pages.Server.FirstStepAsync(Pages.Ct)).ShouldNotBeNull();

        (await visitor.SendAsync("/set-up", "/set-up", ("token", "guess"), ("name", "eve"), ("password", Pages.Password))).Status.ShouldBe(HttpStatusCode.BadRequest);
        var token = first.Query.Split('=')[1];
        (await visitor.SendAsync("/set-up", "/set-up", ("token", token), ("name", "ada"), ("password", Pages.Password))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await visitor.SendAsync("/set-up", "/set-up", ("token", token), ("name", "eve"), ("password", Pages.Password))).Status.ShouldBe(HttpStatusCode.BadRequest);

        (await pages.Ledger.ReadPeopleAsync(Pages.Ct)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            person => person.Name.ShouldBe("ada"), person => person.Role.ShouldBe(Role.Admin), person => person.PasswordHash!.ShouldNotContain(Pages.Password));
        (await pages.Server.FirstStepAsync(Pages.Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task After_five_wrong_passwords_the_account_rests()
    {
        await using var pages = await Pages.OpenAsync();
        for (var tries = 0; tries < 5; tries++)
        {
            (await pages.Accounts.SignInAsync("omar", "guess", Pages.Ct)).ShouldBeNull();
        }

        (await pages.Accounts.SignInAsync("omar", Pages.Password, Pages.Ct)).ShouldBeNull();
        pages.Clock.Advance(TimeSpan.FromMinutes(6));
        (await pages.Accounts.SignInAsync("omar", Pages.Password, Pages.Ct)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_session_ends_with_the_change_of_its_account()
    {
        await using var pages = await Pages.OpenAsync();
        using var visitor = await pages.SignedInAsync(Role.Operator);
        var person = (await pages.Ledger.ReadPeopleAsync(Pages.Ct)).Single(one => one.Name == "omar");

        await pages.Accounts.ChangeAsync(person, Role.Viewer, false, "tom", "moved", Pages.Ct);

        (await visitor.SeeAsync("/desk")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_name_of_another_host_is_refused()
    {
        await using var pages = await Pages.OpenAsync();
        using var visitor = pages.Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { Host = "evil.example" } };

        using var answer = await visitor.Http.SendAsync(request, Pages.Ct);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
