using Harness.Core.Mapping;

namespace Harness.Unit.Core.Mapping;

/// <summary>init gives a company the two columns of its pair, in the preset's order and with its comments.</summary>
public sealed class PresetColumnsTests
{
    private const string FiveColumns = """
        # Accounts of the CRM and customers of the ERP.
        entity: account
        objects: { salesforce: Account, hubspot: companies, netsuite: customer, businesscentral: customers, odoo: res.partner }
        creates: [erp]
        match:
          - [tax_id]
        sources:
          - { salesforce: Account }
          - { hubspot: companies }
          - { netsuite: customer }
          # An order of Business Central moves on when it is posted.
          - { businesscentral: customers, about: number }
          - { odoo: res.partner }
        status:
          salesforce:
            state: Sync_Status__c
            number: ERP_Number__c
          hubspot:
            state: sync_status
            number: erp_number
        fields:
          - field: name
            salesforce: Name
            hubspot: name
            netsuite: companyName
            businesscentral: displayName
            odoo: name
            direction: both
            owner: crm

          # Finance decides.
          - field: street
            salesforce: BillingStreet
            hubspot: address
            netsuite:
              - addr1
              - addr2
            # Odoo has two lines as well.
            odoo: [street, street2]
            direction: both
            owner: erp
            required: true

          # NetSuite keeps the flag
          # the other way round.
          - field: active
            netsuite: isInactive
            transform: { netsuite: not }

          - field: sold
            hubspot: sold
            salesforce: Sold__c
            transform: { netsuite: not }
        lines:
          salesforce: { path: Lines, key: Id }
          hubspot: { path: line_items, key: id }
          odoo: { path: order_line, key: x_line }
          direction: crm_to_erp
          owner: crm
          fields:
            - { field: sku, salesforce: Code, netsuite: item, odoo: [a, b] }
        rollup:
          - { target: account, field: name, aggregate: join, salesforce: X__c }
        """;

    [Fact]
    public void The_rows_and_comments_of_the_pair_stay_and_all_others_go() => PresetColumns.For(FiveColumns, "hubspot", "odoo").ShouldBe("""
        # Accounts of the CRM and customers of the ERP.
        entity: account
        objects: { hubspot: companies, odoo: res.partner }
        creates: [erp]
        match:
          - [tax_id]
        sources:
          - { hubspot: companies }
          - { odoo: res.partner }
        status:
          hubspot:
            state: sync_status
            number: erp_number
        fields:
          - field: name
            hubspot: name
            odoo: name
            direction: both
            owner: crm

          # Finance decides.
          - field: street
            hubspot: address
            # Odoo has two lines as well.
            odoo: [street, street2]
            direction: both
            owner: erp
            required: true

          - field: sold
            hubspot: sold
        lines:
          hubspot: { path: line_items, key: id }
          odoo: { path: order_line, key: x_line }
          direction: crm_to_erp
          owner: crm
          fields:
            - { field: sku, odoo: [a, b] }

        """);

    [Fact]
    public void A_comment_about_the_pair_stays_and_a_transform_of_the_pair_too()
    {
        var text = PresetColumns.For(FiveColumns, "salesforce", "netsuite");

        text.ShouldContain("  # NetSuite keeps the flag\n  # the other way round.\n  - field: active\n");
        text.ShouldContain("    transform: { netsuite: not }\n");
        text.ShouldContain("    netsuite:\n      - addr1\n      - addr2\n    direction: both\n");
        text.ShouldContain("  - { target: account, field: name, aggregate: join, salesforce: X__c }\n");
        text.ShouldNotContain("Odoo");
    }

    [Fact]
    public void A_value_that_the_pair_does_not_have_goes_from_the_value_map() => PresetColumns.For(
        "# Words.\nopen: { salesforce: Open, netsuite: [A, B] }\n# Odoo alone.\ndraft: { odoo: draft }\nclosed: { hubspot: it's, netsuite: 'a, }b' }\n", "salesforce", "netsuite")
        .ShouldBe("# Words.\nopen: { salesforce: Open, netsuite: [A, B] }\nclosed: { netsuite: 'a, }b' }\n");

    [Fact]
    public void An_item_whose_first_key_goes_begins_with_the_next() => PresetColumns.For(
        "sources:\n  - hubspot: deal\n    salesforce: Opportunity\n    about: id\n", "salesforce", "odoo")
        .ShouldBe("sources:\n  - salesforce: Opportunity\n    about: id\n");

    [Fact]
    public void A_file_of_the_pair_alone_stays_as_it_is()
    {
        const string own = "# Mine.\nentity: account\n\n# Kept.\nobjects: { salesforce: Account,   netsuite: customer }\n";

        PresetColumns.For(own, "salesforce", "netsuite").ShouldBe(own);
    }
}
