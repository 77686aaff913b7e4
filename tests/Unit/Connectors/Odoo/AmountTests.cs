using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Unit.Connectors.Odoo;

/// <summary>Zero, nothing and prices, which Odoo keeps in its own way.</summary>
public sealed class AmountTests
{
    [Fact]
    public async Task A_price_that_holds_for_any_quantity_is_a_price_of_the_product()
    {
        using var company = new SimulatedCompany();
        var product = await company.ProductAsync("P", 100);
        var dollars = company.All("product.pricelist").Single(list => list["name"]!.ToString() == "USD prices")["id"]!.DeepClone();
        company.System.PersonCreates("product.pricelist.item", new JsonObject
        {
            ["pricelist_id"] = dollars, ["product_tmpl_id"] = long.Parse(product), ["applied_on"] = "1_product", ["compute_price"] = "fixed", ["fixed_price"] = 117.5m,
        });

        var read = await company.ReadAsync(new Selection("product.product", ["default_code"], [new LineSelection("prices", "currency", ["currency", "price"])]), product);

        read.Lines["prices"].Select(price => $"{price.Key} {price.Values["price"]}").ShouldBe(["USD 117.5", "EUR 100"]);
    }

    [Fact]
    public async Task A_credit_limit_of_zero_in_Odoo_is_no_limit()
    {
        using var company = new SimulatedCompany();
        var (none, some) = (await company.CustomerAsync(), await company.CustomerAsync(("credit_limit", 500)));
        var selection = new Selection("res.partner", "credit_limit");

        (await company.ReadAsync(selection, none)).Values["credit_limit"].ShouldBeNull();
        (await company.ReadAsync(selection, some)).Values["credit_limit"]!.ToString().ShouldBe("500");
    }

    [Fact]
    public async Task No_credit_is_never_written_as_credit_without_limit()
    {
        using var company = new SimulatedCompany();

        var receipt = (await company.WriteAsync(A.New("res.partner", "main-acc-1", ("name", "Example"), ("credit_limit", 0)))).ShouldHaveSingleItem();

        (receipt.Status, receipt.Fault!.Kind).ShouldBe((WriteStatus.Refused, FaultKind.InvalidData));
    }
}
