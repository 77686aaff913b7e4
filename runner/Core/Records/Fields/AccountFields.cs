namespace Harness.Core.Records.Fields;

public static class AccountFields
{
    public const string Entity = "account";

    public static readonly Field<string> Name = new("name");
    public static readonly Field<string> Domain = new("domain");
    public static readonly Field<string> TaxId = new("tax_id");
    public static readonly Field<string> Phone = new("phone");
    public static readonly Field<string> BillingStreet = new("billing.street");
    public static readonly Field<string> BillingCity = new("billing.city");
    public static readonly Field<string> BillingState = new("billing.state");
    public static readonly Field<string> BillingPostalCode = new("billing.postal_code");
    public static readonly Field<string> BillingCountry = new("billing.country");
    public static readonly Field<string> ShippingCountry = new("shipping.country");
    public static readonly Field<string> PaymentTerms = new("payment_terms");
    public static readonly Field<Money> CreditLimit = new("credit_limit");
    public static readonly Field<string> Currency = new("currency");
}
