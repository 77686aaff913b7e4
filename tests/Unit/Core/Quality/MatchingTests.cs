using Harness.Core.Quality;
using Harness.Core.Records;
using Harness.Port;
using static Harness.Unit.Core.Preset;

namespace Harness.Unit.Core.Quality;

public sealed class MatchingTests
{
    private static readonly RecordMatcher Accounts = Matcher("account");

    [Fact]
    public void Keys_stand_in_the_order_of_trust_and_say_what_they_are()
    {
        var keys = Accounts.KeysOf(Account("Müller & Söhne GmbH", "DE123456789", "mueller.example", "DE"));

        keys.Select(key => key.Text).ShouldBe(["tax_id:DE123456789", "domain:MUELLER.EXAMPLE", "name + billing.country:mullersohne|DE"]);
        keys.Select(key => key.Doubtful).ShouldBe([false, false, true]);
    }

    [Theory]
    [InlineData("N/A", "gmail.com")]
    [InlineData("00000000", "linkedin.com")]
    [InlineData(null, null)]
    [InlineData("", "localhost")]
    public void What_identifies_nobody_gives_no_key(string? taxId, string? domain) =>
        Accounts.KeysOf(Account("Acme", taxId, domain, null)).ShouldBeEmpty();

    [Fact]
    public void The_same_tax_id_is_the_same_company_whatever_the_name() =>
        Judge(Account("Acme", "DE123456789", null, "DE"), Account("ACME Holding", "DE123456789", null, null)).Outcome.ShouldBe(MatchOutcome.One);

    [Fact]
    public void The_same_domain_with_another_tax_id_is_for_a_person()
    {
        var verdict = Judge(Account("Acme", "DE123456789", "acme.example", "DE"), Account("Acme", "DE987654321", "acme.example", "DE"));

        verdict.Outcome.ShouldBe(MatchOutcome.Doubtful);
        verdict.Evidence.ShouldHaveSingleItem().Text.ShouldBe("Same domain, but tax_id differs.");
    }

    [Fact]
    public void Two_candidates_on_the_best_key_are_for_a_person() =>
        Judge(Account("Acme", "DE123456789", null, "DE"), Account("A", "DE123456789", null, "DE", "1"), Account("B", "DE123456789", null, "DE", "2"))
            .Evidence.Count.ShouldBe(2);

    [Fact]
    public void A_better_key_decides_over_a_worse_one()
    {
        var verdict = Judge(Account("Acme", "DE123456789", "acme.example", "DE"), Account("Other", null, "acme.example", "DE", "1"), Account("X", "DE123456789", null, "DE", "2"));

        verdict.One!.Ref.Id.ShouldBe("2");
    }

    [Theory]
    [InlineData("Müller & Söhne GmbH", "MUELLER UND SOEHNE")]
    [InlineData("Smith Tools Inc.", "Smith Tools, LLC")]
    [InlineData("O'Brien's Foods Ltd", "OBriens Foods Limited")]
    [InlineData("株式会社山田製作所", "山田製作所")]
    [InlineData("Acme S.A.R.L.", "acme sarl")]
    [InlineData("E\u0301tude SA", "Étude")]
    public void Similar_names_in_one_country_are_doubtful(string one, string other) =>
        Judge(Account(one, null, null, "DE"), Account(other, null, null, "DE")).Outcome.ShouldBe(MatchOutcome.Doubtful);

    [Fact]
    public void The_same_name_in_another_country_is_another_company() =>
        Judge(Account("Acme", null, null, "DE"), Account("Acme", null, null, "FR")).Outcome.ShouldBe(MatchOutcome.None);

    [Fact]
    public void The_same_name_with_no_country_on_one_side_is_doubtful() =>
        Judge(Account("Acme", null, null, "DE"), Account("Acme", null, null, null)).Evidence.ShouldHaveSingleItem().Confidence.ShouldBe(0.5);

    [Fact]
    public void A_deleted_candidate_is_none() =>
        Judge(Account("Acme", "DE123456789", null, "DE"), Account("Acme", "DE123456789", null, "DE") with { Deleted = true }).Outcome.ShouldBe(MatchOutcome.None);

    [Fact]
    public void Candidates_are_looked_up_by_every_spelling_that_a_clerk_may_have_used()
    {
        var keys = Accounts.FindKeys(Account("Smith & Jones Inc.", "123456789", "smith.example", "US"), SystemRole.Erp);

        Texts(keys, "vatRegNumber").ShouldBe(["123456789", "12-3456789"]);
        Texts(keys, "url.domain").ShouldBe(["smith.example"]);
        var names = Texts(keys, "companyName").ToList();
        foreach (var spelling in new[] { "Smith & Jones Inc.", "Smith & Jones", "Smith and Jones", "Smith & Jones, LLC" })
        {
            names.ShouldContain(spelling);
        }
    }

    [Fact]
    public void In_the_CRM_the_domain_is_looked_up_as_web_addresses() =>
        Texts(Accounts.FindKeys(Account("Acme", null, "acme.example", "DE"), SystemRole.Crm), "Website").ShouldContain("https://www.acme.example");

    [Fact]
    public void A_contact_is_the_same_by_e_mail_within_its_account()
    {
        var contacts = Matcher("contact");
        var source = Snapshot(SystemRole.Crm, Fields(("email", "a@b.example"), ("account", "001A"), ("last_name", "Meyer"), ("first_name", "Ana")));

        contacts.Judge(source, [Snapshot(SystemRole.Erp, Fields(("email", "a@b.example"), ("account", "001A")))]).Outcome.ShouldBe(MatchOutcome.One);
        contacts.Judge(source, [Snapshot(SystemRole.Erp, Fields(("email", "a@b.example"), ("account", "001B")))]).Outcome.ShouldBe(MatchOutcome.None);
        contacts.FindKeys(source, SystemRole.Erp).Select(key => string.Join(" + ", key.Parts.Select(part => part.Path))).ShouldBe(["email", "lastName + firstName"]);
    }

    [Fact]
    public void An_order_that_names_another_opportunity_is_never_this_ones()
    {
        var orders = Matcher("sales_order");
        var source = Snapshot(SystemRole.Crm, Fields(("opportunity", "006A"), ("po_number", "PO-7"), ("account", "001A")));

        orders.Judge(source, [Order("006B")]).Outcome.ShouldBe(MatchOutcome.None);
        orders.Judge(source, [Order(null)]).Outcome.ShouldBe(MatchOutcome.One);
        orders.Judge(source, [Order("006A")]).Outcome.ShouldBe(MatchOutcome.One);

        static Snapshot Order(string? opportunity) => Snapshot(SystemRole.Erp, Fields(("opportunity", opportunity), ("po_number", "PO-7"), ("account", "001A")));
    }

    private static MatchVerdict Judge(Snapshot source, params Snapshot[] candidates) => Accounts.Judge(source, candidates);

    private static RecordMatcher Matcher(string entity) => new(Entity(entity), Crm(entity), Erp(entity));

    private static IEnumerable<string> Texts(IEnumerable<FindKey> keys, string path) => keys.SelectMany(key => key.Parts).Where(part => part.Path == path).Select(part => part.Value.ToString());

    private static Snapshot Account(string name, string? taxId, string? domain, string? country, string id = "1") =>
        Snapshot(SystemRole.Crm, Fields(("name", name), ("tax_id", taxId), ("domain", domain), ("billing.country", country)), null, id);
}
