using System.Xml.Linq;
using Harness.Port;

namespace Harness.Unit.Connectors.NetSuite;

public sealed class AccessTests
{
    private static readonly AccessNeed[] needs =
    [
        new("customer", Creates: true, [new("companyName", true)]), new("invoice", Creates: false, [new("total", false)]),
        new("settlement", Creates: false, [new("appliedTo", false)]),
    ];

    [Fact]
    public async Task A_role_of_its_own_passes()
    {
        using var bench = new Bench();

        var review = await bench.Connector.ReviewAccessAsync(needs, Bench.Ct);

        review.Missing.ShouldBeEmpty();
        review.Excess.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_administrators_role_is_warned_of()
    {
        using var bench = new Bench(o => o.IsAdministrator = true);

        (await bench.Connector.ReviewAccessAsync(needs, Bench.Ct)).Excess.ShouldHaveSingleItem().ShouldContain("administrator");
    }

    [Fact]
    public async Task The_role_gives_the_records_of_the_matrix_and_what_every_call_needs()
    {
        using var bench = new Bench();

        var grant = (await bench.Connector.ReviewAccessAsync(needs, Bench.Ct)).Grant;

        var levels = XDocument.Parse(grant.Content).Descendants("permission")
            .ToDictionary(one => one.Element("permkey")!.Value, one => one.Element("permlevel")!.Value);
        levels["LIST_CUSTJOB"].ShouldBe("EDIT");
        levels["TRAN_CUSTINVC"].ShouldBe("VIEW");
        levels["TRAN_CUSTCRED"].ShouldBe("VIEW");
        levels["REPO_ANALYTICS"].ShouldBe("VIEW");
        levels.ShouldNotContainKey("TRAN_SALESORD");
    }

    [Fact]
    public async Task A_record_that_the_role_may_not_see_is_named()
    {
        using var bench = new Bench(o => o.Denied.Add("customer"));

        (await bench.Connector.ReviewAccessAsync(needs, Bench.Ct)).Missing.ShouldHaveSingleItem().ShouldContain("customer");
    }
}
