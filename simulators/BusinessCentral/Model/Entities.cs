namespace Harness.Simulators.BusinessCentral.Model;

/// <summary>The entity sets of API v2.0 that this company serves, as its reference pages list them.</summary>
internal static class Entities
{
    public const string Customers = "customers";
    public const string Contacts = "contacts";
    public const string ContactsInformation = "contactsInformation";
    public const string Items = "items";
    public const string SalesOrders = "salesOrders";
    public const string SalesOrderLines = "salesOrderLines";
    public const string SalesInvoices = "salesInvoices";
    public const string SalesInvoiceLines = "salesInvoiceLines";
    public const string SalesCreditMemos = "salesCreditMemos";
    public const string SalesCreditMemoLines = "salesCreditMemoLines";
    public const string PaymentJournals = "customerPaymentJournals";
    public const string CustomerPayments = "customerPayments";
    public const string Journals = "journals";
    public const string PaymentTerms = "paymentTerms";
    public const string Currencies = "currencies";
    public const string ExchangeRates = "currencyExchangeRates";
    public const string Units = "unitsOfMeasure";
    public const string Countries = "countriesRegions";
    public const string CompanyInformation = "companyInformation";

    private const string Address = "addressLine1:text100 addressLine2:text50 city:text30 state:text30 country:code10 postalCode:code20";

    private const string SellTo =
        "sellToAddressLine1:text100 sellToAddressLine2:text50 sellToCity:text30 sellToCountry:code10 sellToState:text30 sellToPostCode:code20 ";

    private const string ShipTo =
        "shipToName:text100 shipToContact:text100 shipToAddressLine1:text100 shipToAddressLine2:text50 shipToCity:text30 shipToCountry:code10 shipToState:text30 shipToPostCode:code20 ";

    private const string Parties =
        "customerId:guid customerNumber:code20 customerName:text100! billToName:text100! billToCustomerId:guid billToCustomerNumber:code20 ";

    private const string Amounts =
        "pricesIncludeTax:boolean discountAmount:decimal discountAppliedBeforeTax:boolean! totalAmountExcludingTax:decimal! totalTaxAmount:decimal! totalAmountIncludingTax:decimal! ";

    private const string Trade = "currencyId:guid currencyCode:code10 paymentTermsId:guid shipmentMethodId:guid salesperson:code20 phoneNumber:text30 email:text80 ";

    private const string Line =
        "id:guid! documentId:guid sequence:integer itemId:guid accountId:guid lineType:enum(Comment|Account|Item|Resource|Fixed_Asset|Charge) "
        + "lineObjectNumber:code20 description:text100 unitOfMeasureId:guid unitOfMeasureCode:code10 quantity:decimal unitPrice:decimal "
        + "discountAmount:decimal discountPercent:decimal discountAppliedBeforeTax:boolean! amountExcludingTax:decimal! taxCode:code20 taxPercent:decimal! "
        + "totalTaxAmount:decimal! amountIncludingTax:decimal! invoiceDiscountAllocation:decimal! netAmount:decimal! netTaxAmount:decimal! netAmountIncludingTax:decimal! "
        + "shipmentDate:date itemVariantId:guid locationId:guid ";

    public static IReadOnlyDictionary<string, EntitySet> All { get; } = new[]
    {
        Of(Customers, "customer", "Customer",
            $"id:guid! number:code20 displayName:text100 type:enum(Company|Person) {Address} phoneNumber:text30 email:text80 website:text80 salespersonCode:code20 "
            + "balanceDue:decimal! creditLimit:decimal taxLiable:boolean taxAreaId:guid taxAreaDisplayName:text100! taxRegistrationNumber:text20 currencyId:guid "
            + "currencyCode:code10 paymentTermsId:guid shipmentMethodId:guid paymentMethodId:guid blocked:enum(_|Ship|Invoice|All) lastModifiedDateTime:datetime!") with
        {
            Navigations =
            [
                new(ContactsInformation, ContactsInformation, true, "id", "relatedId"),
                new("paymentTerm", PaymentTerms, false, "paymentTermsId", "id"),
                new("currency", Currencies, false, "currencyId", "id"),
            ],
        },
        Of(Contacts, "contact", "Contact",
            $"id:guid! number:code20 type:enum(Company|Person) displayName:text100 companyNumber:code20 companyName:text100! contactBusinessRelation:text50! {Address} "
            + "phoneNumber:text30 mobilePhoneNumber:text30 email:text80 website:text80 searchName:code100 privacyBlocked:boolean taxRegistrationNumber:text20 "
            + "lastInteractionDate:date! lastModifiedDateTime:datetime!"),
        Of(ContactsInformation, "contactInformation", "Contact Information Buffer",
            "contactId:guid! contactNumber:code20! contactName:text100! contactType:enum(Company|Person)! relatedId:guid! relatedType:text50!", writable: false),
        Of(Items, "item", "Item",
            "id:guid! number:code20 displayName:text100 type:enum(Inventory|Service|Non-Inventory) itemCategoryId:guid itemCategoryCode:code20 blocked:boolean gtin:code14 "
            + "inventory:decimal unitPrice:decimal priceIncludesTax:boolean unitCost:decimal taxGroupId:guid taxGroupCode:code20 baseUnitOfMeasureId:guid "
            + "baseUnitOfMeasureCode:code10 lastModifiedDateTime:datetime!"),
        Of(SalesOrders, "salesOrder", "Sales Header",
            $"id:guid! number:code20! externalDocumentNumber:code35 orderDate:date postingDate:date {Parties}{ShipTo}{SellTo}{Trade}partialShipping:boolean "
            + $"requestedDeliveryDate:date {Amounts}fullyShipped:boolean! status:enum(Draft|In_Review|Open)! lastModifiedDateTime:datetime!") with
        {
            Navigations = [Lines(SalesOrderLines), .. Header],
        },
        Of(SalesOrderLines, "salesOrderLine", "Sales Line",
            Line + "shippedQuantity:decimal! invoicedQuantity:decimal! invoiceQuantity:decimal shipQuantity:decimal", SalesOrders) with { Navigations = [ItemOfLine] },
        Of(SalesInvoices, "salesInvoice", "Sales Invoice Header",
            $"id:guid! number:code20! externalDocumentNumber:code35 invoiceDate:date postingDate:date dueDate:date promisedPayDate:date customerPurchaseOrderReference:text35 "
            + $"{Parties}{ShipTo}{SellTo}{Trade}orderId:guid! orderNumber:code20! {Amounts}remainingAmount:decimal! status:enum(_|Draft|In_Review|Open|Paid|Canceled|Corrective)! "
            + "lastModifiedDateTime:datetime!") with { Navigations = [Lines(SalesInvoiceLines), .. Header] },
        Of(SalesInvoiceLines, "salesInvoiceLine", "Sales Invoice Line", Line, SalesInvoices) with { Navigations = [ItemOfLine] },
        Of(SalesCreditMemos, "salesCreditMemo", "Sales Cr.Memo Header",
            $"id:guid! number:code20! externalDocumentNumber:code35 creditMemoDate:date postingDate:date dueDate:date {Parties}{SellTo}{Trade}{Amounts}"
            + "status:enum(Draft|In_Review|Open|Canceled|Corrective|Paid)! invoiceId:guid invoiceNumber:code20 lastModifiedDateTime:datetime!") with
        {
            Navigations = [Lines(SalesCreditMemoLines), .. Header],
        },
        Of(SalesCreditMemoLines, "salesCreditMemoLine", "Sales Cr.Memo Line", Line, SalesCreditMemos),
        Of(PaymentJournals, "customerPaymentJournal", "Gen. Journal Batch",
            "id:guid! code:code10 displayName:text100 balancingAccountId:guid balancingAccountNumber:code20 lastModifiedDateTime:datetime!") with
        {
            Navigations = [new(CustomerPayments, CustomerPayments, true, "id", "journalId")],
        },
        Of(CustomerPayments, "customerPayment", "Gen. Journal Line",
            "id:guid! journalId:guid journalDisplayName:text10! lineNumber:integer customerId:guid customerNumber:code20 contactId:guid postingDate:date documentNumber:code20 "
            + "externalDocumentNumber:code35 amount:decimal appliesToInvoiceId:guid appliesToInvoiceNumber:code20 description:text100 comment:text250 lastModifiedDateTime:datetime!",
            PaymentJournals),
        Of(Journals, "journal", "Gen. Journal Batch", "id:guid! code:code10 displayName:text100 templateDisplayName:text10! lastModifiedDateTime:datetime!", writable: false),
        Of(PaymentTerms, "paymentTerm", "Payment Terms",
            "id:guid! code:code10 displayName:text100 dueDateCalculation:text32 discountDateCalculation:text32 discountPercent:decimal calculateDiscountOnCreditMemos:boolean lastModifiedDateTime:datetime!"),
        Of(Currencies, "currency", "Currency",
            "id:guid! code:code10 displayName:text30 symbol:text10 amountDecimalPlaces:text5 amountRoundingPrecision:decimal lastModifiedDateTime:datetime!"),
        Of(ExchangeRates, "currencyExchangeRate", "Currency Exchange Rate",
            "id:guid! currencyCode:code10! startingDate:date! exchangeRateAmount:decimal! relationalCurrencyCode:code10! relationalExchangeRateAmount:decimal! lastModifiedDateTime:datetime!",
            writable: false),
        Of(Units, "unitOfMeasure", "Unit of Measure", "id:guid! code:code10 displayName:text50 internationalStandardCode:code10 lastModifiedDateTime:datetime!"),
        Of(Countries, "countryRegion", "Country/Region", "id:guid! code:code10 displayName:text50 addressFormat:text30 lastModifiedDateTime:datetime!"),
        Of(CompanyInformation, "companyInformation", "Company Information",
            $"id:guid! displayName:text100 {Address} phoneNumber:text30 email:text80 website:text80 taxRegistrationNumber:text20 currencyCode:code10! "
            + "currentFiscalYearStartDate:date! industry:text30 lastModifiedDateTime:datetime!"),
    }.ToDictionary(set => set.Name);

    private static IReadOnlyList<Navigation> Header =>
        [new("customer", Customers, false, "customerId", "id"), new("currency", Currencies, false, "currencyId", "id"), new("paymentTerm", PaymentTerms, false, "paymentTermsId", "id")];

    private static Navigation ItemOfLine => new("item", Items, false, "itemId", "id");

    private static Navigation Lines(string set) => new(set, set, true, "id", "documentId");

    private static EntitySet Of(string name, string entity, string table, string properties, string? parent = null, bool writable = true) => new(
        name, entity, table, [.. properties.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Property.Parse)], parent, writable);
}
