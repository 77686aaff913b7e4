using System.Text.Json.Nodes;
using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Core.Records.Fields;
using Harness.Port;
using static Harness.Unit.Core.Preset;

namespace Harness.Unit.Core.Mapping;

public sealed class ReadingAndWritingTests
{
    private const string Billing = "addressBook[billing].addressBookAddress.";

    [Fact]
    public void Absent_null_and_zero_are_three_things()
    {
        var read = Crm("account").Read(Raw(("CurrencyIsoCode", "EUR"), ("Credit_Limit__c", 0), ("Phone", null)));

        read.Fields.Get(AccountFields.CreditLimit).ShouldBe(new Money(0, "EUR"));
        read.Fields.Has(AccountFields.Phone).ShouldBeTrue();
        read.Fields.Get(AccountFields.Phone).ShouldBeNull();
        read.Fields.Has(AccountFields.Name).ShouldBeFalse();
    }

    [Fact]
    public void Both_systems_say_the_same_account_in_the_same_words()
    {
        var crm = Crm("account").Read(Raw(
            ("Name", "Müller GmbH"), ("Website", "https://www.Mueller.example/"), ("Phone", "(0228) 123-456"), ("Tax_Id__c", "DE 123.456.789"),
            ("BillingStreet", "Weg 1\r\nHof 2"), ("BillingCountryCode", "DE"), ("BillingStateCode", "NW"), ("Payment_Terms__c", "Net 30"), ("CurrencyIsoCode", "EUR")));
        var erp = Erp("account").Read(Raw(
            ("companyName", "Mu\u0308ller GmbH"), ("url", "https://www.mueller.example"), ("url.domain", "mueller.example"), ("phone", "+49 228 123456"), ("vatRegNumber", "DE123456789"),
            (Billing + "addr1", "Weg 1"), (Billing + "addr2", "Hof 2"), (Billing + "country", "Germany"), (Billing + "state", "North Rhine-Westphalia"),
            ("terms.refName", "net 30"), ("currency.symbol", "eur")));

        crm.Problems.ShouldBeEmpty();
        erp.Problems.ShouldBeEmpty();
        foreach (var row in Entity("account").Rows.Where(row => crm.Fields.HasValue(row.Field)))
        {
            Erp("account").Same(row, crm.Fields.ValueOf(row.Field), erp.Fields.ValueOf(row.Field)).ShouldBeTrue(row.Field);
        }
    }

    [Fact]
    public void A_value_that_the_map_does_not_know_is_a_problem_and_the_field_is_absent()
    {
        var read = Crm("account").Read(Raw(("Payment_Terms__c", "Net 45")));

        read.Fields.Has(AccountFields.PaymentTerms).ShouldBeFalse();
        var fault = read.Problems.ShouldHaveSingleItem();
        fault.Kind.ShouldBe(FaultKind.UnmappedValue);
        fault.Message.ShouldBe("payment_terms in salesforce ('Net 45') is not in values/payment_terms.yaml: add it there under the value it means.");
    }

    [Fact]
    public void A_personal_value_never_stands_in_a_message()
    {
        var read = Crm("contact").Read(Raw(("Email", new JsonArray("someone@private.example"))));

        read.Problems.ShouldHaveSingleItem().Message.ShouldNotContain("private");
    }

    [Fact]
    public void An_amount_without_a_currency_is_a_problem_unless_the_company_has_one()
    {
        Crm("account").Read(Raw(("Credit_Limit__c", 5))).Problems.ShouldHaveSingleItem().Kind.ShouldBe(FaultKind.InvalidData);
        new EntityMapping(Matrix, Entity("account"), SystemRole.Crm, null, "CHF").Read(Raw(("Credit_Limit__c", 5)))
            .Fields.Get(AccountFields.CreditLimit).ShouldBe(new Money(5, "CHF"));
    }

    [Theory]
    [InlineData("1.2345E7", "12345000")]
    [InlineData("0.1", "0.1")]
    [InlineData("5.0", "5")]
    [InlineData("\"1234.50\"", "1234.5")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    public void Amounts_are_read_exactly(string json, string amount) =>
        Crm("account").Read(Raw(("CurrencyIsoCode", "EUR"), ("Credit_Limit__c", JsonNode.Parse(json)))).Fields
            .Get(AccountFields.CreditLimit)!.Amount.ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(amount);

    [Fact]
    public void The_flag_that_NetSuite_keeps_the_other_way_round_is_turned_on_that_side_only()
    {
        Erp("product").Read(Raw(("isInactive", false))).Fields.Get(ProductFields.Active).ShouldBe(true);
        Crm("product").Read(Raw(("IsActive", true))).Fields.Get(ProductFields.Active).ShouldBe(true);
        Crm("product").Write(Fields(("active", true)), FieldSet.Empty, null).Values["IsActive"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public void A_street_is_spread_over_the_ERPs_address_lines_and_what_is_left_stands_in_the_last()
    {
        var written = Erp("account").Write(Fields(("billing.street", "c/o Meyer\nWeg 1\nHof 2")), FieldSet.Empty, null).Values;

        written[Billing + "addr1"]!.ToString().ShouldBe("c/o Meyer");
        written[Billing + "addr2"]!.ToString().ShouldBe("Weg 1, Hof 2");
        var row = Entity("account").Rows.First(row => row.Field == "billing.street");
        Erp("account").Same(row, "c/o Meyer\nWeg 1\nHof 2", "c/o Meyer\nWeg 1, Hof 2").ShouldBeTrue();
        Erp("account").Write(Fields(("billing.street", "Weg 1")), FieldSet.Empty, null).Values[Billing + "addr2"].ShouldBeNull();
    }

    [Fact]
    public void Text_that_is_too_long_is_a_fault_that_names_field_length_and_limit()
    {
        var described = new ObjectDescription("customer", "Customer", true, true, true, [new FieldDescription("companyName", "Name", FieldType.Text) { Length = 83 }]);
        var write = Erp("account", described).Write(Fields(("name", new string('x', 84))), FieldSet.Empty, null);

        write.Values.ShouldBeEmpty();
        var fault = write.Problems.ShouldHaveSingleItem();
        fault.Kind.ShouldBe(FaultKind.TooLong);
        fault.Message.ShouldBe("name has 84 characters, netsuite stores 83 (companyName): shorten it.");
        Erp("account", described).Write(Fields(("name", new string('x', 83))), FieldSet.Empty, null).Problems.ShouldBeEmpty();
    }

    // Half a character cannot stand in an attribute: the compiler replaces it.
    [Theory]
    [InlineData('\0')]
    [InlineData('\u001b')]
    [InlineData('\ud83d')]
    [InlineData('\ude00')]
    public void Text_that_no_vendor_stores_is_stopped(char broken) =>
        Erp("account").Write(Fields(("name", $"Acme {broken}.")), FieldSet.Empty, null).Problems.ShouldHaveSingleItem().Kind.ShouldBe(FaultKind.InvalidData);

    [Theory]
    [InlineData("👩‍👩‍👧 Family")]
    [InlineData("شركة النور")]
    [InlineData("=SUM(A1)")]
    [InlineData("株式会社山田製作所")]
    [InlineData("line one\nline two")]
    public void Any_other_text_travels_unchanged(string text) =>
        Erp("account").Write(Fields(("name", text)), FieldSet.Empty, null).Values["companyName"]!.ToString().ShouldBe(text);

    [Fact]
    public void An_amount_in_another_currency_than_the_record_is_stopped() =>
        Crm("account").Write(Fields(("credit_limit", new Money(5, "USD"))), Fields(("currency", "EUR")), null)
            .Problems.ShouldHaveSingleItem().Kind.ShouldBe(FaultKind.InvalidData);

    [Fact]
    public void An_amount_with_more_decimals_than_the_field_stores_is_stopped_and_compared_as_stored()
    {
        var described = new ObjectDescription("Account", "Account", true, true, true, [new FieldDescription("Credit_Limit__c", "Limit", FieldType.Money) { Scale = 2 }]);
        var mapping = Crm("account", described);
        var row = Entity("account").Rows.First(row => row.Field == "credit_limit");

        mapping.Write(Fields(("credit_limit", new Money(1.005m, "KWD"))), FieldSet.Empty, null).Problems.ShouldHaveSingleItem().Kind.ShouldBe(FaultKind.InvalidData);
        mapping.Same(row, new Money(1.005m, "KWD"), new Money(1.01m, "KWD")).ShouldBeTrue();
        mapping.Same(row, new Money(1.01m, "KWD"), new Money(1.01m, "EUR")).ShouldBeFalse();
    }

    [Fact]
    public void An_orders_lines_carry_key_product_and_amounts_but_not_what_is_only_read()
    {
        var line = new Line("00k1", Fields(
            ("product", "98"), ("sku", "A-1"), ("quantity", 2m), ("unit_price", new Money(120, "EUR")), ("discount", 10m), ("net_amount", new Money(216, "EUR")), ("description", null)));

        var set = Erp("sales_order").Write(Fields(("currency", "EUR")), Fields(("currency", "EUR")), [line]).Lines.ShouldHaveSingleItem();

        (set.Path, set.KeyPath).ShouldBe(("item", "custcol_crm_line"));
        var row = set.Rows.ShouldHaveSingleItem();
        row.Key.ShouldBe("00k1");
        row.Values.Keys.Order().ShouldBe(["amount", "discountPercent", "item.id", "quantity", "rate"]);
        row.Values["rate"]!.ToJsonString().ShouldBe("120.00");
    }

    [Fact]
    public void A_discount_that_is_empty_is_a_discount_of_zero_and_back()
    {
        Crm("sales_order").Read(Raw(("Header_Discount__c", null))).Fields.Get(OrderFields.HeaderDiscount).ShouldBe(0m);
        var written = Erp("sales_order").Write(Fields(("header_discount", 0m)), FieldSet.Empty, null).Values;
        written.ContainsKey("headerDiscountPercent").ShouldBeTrue();
        written["headerDiscountPercent"].ShouldBeNull();
    }

    [Theory]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Etc/GMT+12")]
    [InlineData("America/Sao_Paulo")]
    public void A_date_without_a_time_never_shifts_whatever_the_zone(string zone)
    {
        TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _).ShouldBeTrue();
        var date = Crm("sales_order").Read(Raw(("CloseDate", "2026-12-31"))).Fields.Get(OrderFields.CloseDate);

        date.ShouldBe(new DateOnly(2026, 12, 31));
        Erp("sales_order").Write(Fields(("close_date", date)), FieldSet.Empty, null).Values["tranDate"]!.ToString().ShouldBe("2026-12-31");
    }

    [Fact]
    public void A_moment_where_a_date_belongs_is_refused_rather_than_guessed() =>
        Crm("sales_order").Read(Raw(("CloseDate", "2026-12-31T23:30:00.000+0000"))).Problems.ShouldHaveSingleItem().Kind.ShouldBe(FaultKind.InvalidData);

    [Fact]
    public void The_selection_names_every_path_once_and_the_lines_apart()
    {
        var selection = Erp("sales_order").Selection;

        selection.ObjectType.ShouldBe("salesOrder");
        selection.Paths.ShouldBeUnique();
        selection.Paths.ShouldContain("tranDate");
        selection.Lines.ShouldHaveSingleItem().KeyPath.ShouldBe("custcol_crm_line");
        Erp("sales_order").SelectionWithoutLines.Lines.ShouldBeEmpty();
        Crm("account").Selection.Paths.ShouldContain("ERP_Id__c");
        Erp("account").Selection.Paths.ShouldContain(Billing + "addr2");
    }

    [Fact]
    public void The_ERP_id_that_the_CRM_record_carries_is_read_and_is_no_field_of_the_merge()
    {
        var read = Crm("account").Read(Raw(("ERP_Id__c", "17"), ("Name", "Acme")));

        read.Fields.Get(SystemFields.ErpId).ShouldBe("17");
        Entity("account").Rows.ShouldNotContain(row => row.Field == SystemFields.ErpId.Name);
    }
}
