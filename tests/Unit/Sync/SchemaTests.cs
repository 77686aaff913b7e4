using Harness.Core.Records;
using Harness.Port;
using Harness.Unit.Core;

namespace Harness.Unit.Sync;

/// <summary>A schema that changes while the runner runs: what no longer fits stands still and says so, and everything else goes on.</summary>
public sealed class SchemaTests
{
    private static readonly SystemDescription Crm = Preset.Described(SystemRole.Crm);
    private static readonly SystemDescription Erp = Preset.Described(SystemRole.Erp);

    [Fact]
    public async Task A_field_that_is_taken_away_makes_its_flow_alone_stand_still_until_it_is_put_back()
    {
        await using var company = await RunningAsync();
        company.Account("001A", ("Phone", "+49 30 5550100"));
        await company.SyncAsync();
        company.Crm.Says = Changed(Crm, "Account", "Phone", _ => null);
        company.Crm.ReadsFail = (new Fault(FaultKind.MappingBroken, "No such column 'Phone' on entity 'Account'."), "Account");
        company.Account("001A", ("Name", "Renamed AG"));
        company.Crm.Put("Product2", "01tNEW", ("ProductCode", "NEW"), ("Name", "New"), ("IsActive", true), ("QuantityUnitOfMeasure", "Each"));
        company.Item("NEW");
        await company.CycleAsync();
        await company.CycleAsync();

        var why = company.Integration.Halted.ShouldHaveSingleItem();
        why.Key.ShouldBe("accounts");
        why.Value.Message.ShouldContain("Account.Phone in salesforce was text, is gone");
        why.Value.Message.ShouldContain("has no field 'Phone'");
        (await company.StoppedAsync()).ShouldBeEmpty();
        (await company.Ledger.ReadLinksAsync("main", "product", SystemRole.Crm, ["01tNEW"], Company.Stop)).ShouldHaveSingleItem();
        company.Erp.All("customer").ShouldHaveSingleItem()["phone"].ShouldBe("+49305550100");
        (await company.Ledger.ReadUnsentAlertsAsync(10, Company.Stop)).ShouldContain(alert => alert.Message.Contains("Account.Phone"));

        company.Crm.Says = Crm;
        company.Crm.ReadsFail = null;
        company.Pass(TimeSpan.FromMinutes(3));
        await company.SyncAsync();

        company.Integration.Halted.ShouldBeEmpty();
        company.Erp.All("customer").ShouldHaveSingleItem()["companyName"].ShouldBe("Renamed AG");
        company.Erp.All("customer")[0]["phone"].ShouldBe("+49305550100");
        (await company.OpenAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("renamed", "is gone")]
    [InlineData("retyped", "was text, is boolean")]
    [InlineData("readonly", "that may only be read")]
    public async Task It_is_noticed_in_time_without_any_complaint_and_nothing_is_written_any_more(string how, string said)
    {
        await using var company = await RunningAsync();
        company.Account("001A");
        await company.SyncAsync();
        var before = company.Erp.Writes.Count;
        company.Erp.Says = Changed(Erp, "customer", "companyName", field => how switch
        {
            "renamed" => field with { Path = "companyName2" },
            "retyped" => field with { Type = FieldType.Boolean },
            _ => field with { Createable = false, Updateable = false },
        });
        company.Pass(TimeSpan.FromMinutes(16));
        company.Account("001A", ("Name", "Renamed AG"));

        await company.CycleAsync();

        company.Integration.Halted["accounts"].Message.ShouldContain(said);
        company.Erp.Writes.Count.ShouldBe(before);
        company.Erp.Says = Erp;
        company.Pass(TimeSpan.FromMinutes(3));
        await company.SyncAsync();
        company.Erp.All("customer").ShouldHaveSingleItem()["companyName"].ShouldBe("Renamed AG");
    }

    [Fact]
    public async Task A_field_that_became_shorter_stops_only_what_is_too_long_and_lets_it_go_when_there_is_room_again()
    {
        await using var company = await RunningAsync();
        company.Erp.Says = Changed(Erp, "customer", "companyName", field => field with { Length = 20 });
        company.Pass(TimeSpan.FromMinutes(16));
        company.Account("001A", ("Name", "A name that is far longer than that"));
        company.Account("001B", ("Name", "Short AG"));
        await company.SyncAsync();
        company.Integration.Halted.ShouldBeEmpty();
        company.Erp.All("customer").ShouldHaveSingleItem()["companyName"].ShouldBe("Short AG");
        (await company.StoppedAsync()).ShouldHaveSingleItem().Fault.ShouldBe(FaultKind.TooLong);

        company.Erp.Says = Erp;
        company.Pass(TimeSpan.FromMinutes(16));
        await company.SyncAsync();

        company.Erp.All("customer").Count.ShouldBe(2);
        (await company.OpenAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_picklist_value_that_was_retired_stops_only_what_has_it_and_lets_it_go_when_it_is_active_again()
    {
        await using var company = await RunningAsync();
        company.Erp.Says = Changed(Erp, "customer", "terms.refName", field => field with { RestrictedValues = true, Values = ["Net 14", "Net 60", "Due on receipt"] });
        company.Pass(TimeSpan.FromMinutes(16));
        company.Account("001A", ("Payment_Terms__c", "Net 30"));
        company.Account("001B", ("Payment_Terms__c", "Net 60"));
        await company.SyncAsync();
        company.Integration.Halted.ShouldBeEmpty();
        company.Erp.All("customer").ShouldHaveSingleItem()["terms.refName"].ShouldBe("Net 60");
        (await company.StoppedAsync()).ShouldHaveSingleItem().Fault.ShouldBe(FaultKind.UnmappedValue);

        company.Erp.Says = Erp;
        company.Pass(TimeSpan.FromMinutes(16));
        await company.SyncAsync();

        company.Erp.All("customer").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_complaint_that_no_change_of_the_schema_explains_stops_its_record_for_a_person()
    {
        await using var company = await RunningAsync();
        company.Account("001A");
        company.Account("001B");
        company.Erp.React = write => write.Values["companyName"]?.ToString() == "Company 001A"
            ? Reaction.Refuses(FaultKind.MappingBroken, "The field is not there.") : Reaction.Writes;

        await company.SyncAsync();

        company.Integration.Halted.ShouldBeEmpty();
        (await company.StoppedAsync()).ShouldHaveSingleItem().Fault.ShouldBe(FaultKind.MappingBroken);
        company.Erp.All("customer").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_hour_of_rest_costs_each_system_four_looks()
    {
        await using var company = await RunningAsync();

        for (var minute = 0; minute < 60; minute++)
        {
            company.Pass(TimeSpan.FromMinutes(1));
            await company.CycleAsync();
        }

        (company.Crm.Descriptions, company.Erp.Descriptions).ShouldBe((4, 4));
    }

    private static async Task<Company> RunningAsync()
    {
        var company = await Company.OpenAsync();
        (company.Crm.Says, company.Erp.Says) = (Crm, Erp);
        await company.StartAsync();
        return company;
    }

    private static SystemDescription Changed(SystemDescription system, string name, string path, Func<FieldDescription, FieldDescription?> change) => system with
    {
        Objects = [.. system.Objects.Select(one => one.Name == name
            ? one with { Fields = [.. one.Fields.Select(field => field.Path == path ? change(field) : field).OfType<FieldDescription>()] } : one)],
    };
}
