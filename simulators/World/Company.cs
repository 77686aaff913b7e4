namespace Harness.Simulators;

/// <param name="Country">ISO 3166-1 alpha-2; null where the CRM's record lacks it.</param>
/// <param name="State">ISO 3166-2 without the country ("CA", "BY"); null where the country's addresses have none.</param>
public sealed record PostalAddress(string Street, string City, string? State, string? PostalCode, string? Country);

/// <summary>A company as the CRM holds it.</summary>
/// <param name="Number">1, 2, 3... Opportunities refer to it.</param>
/// <param name="Domain">Lower case, without www; the CRM's Website is https://www. before it.</param>
/// <param name="Shipping">Null where it is the billing address.</param>
public sealed record Company(
    int Number,
    string Name,
    string? Domain,
    string? Phone,
    string? TaxId,
    PostalAddress Billing,
    PostalAddress? Shipping,
    string Currency,
    string? PaymentTerms,
    decimal? CreditLimit,
    IReadOnlyList<Person> Contacts)
{
    /// <summary>What the ERP holds of this company already: mostly nothing or one customer, at times a doubtful one or two.</summary>
    public IReadOnlyList<ErpTwin> ErpTwins { get; init; } = [];
}

public enum TwinBy
{
    TaxId,
    Domain,

    /// <summary>Same name and country and nothing else: a person must say whether it is the same company.</summary>
    NameAndCountry,
}

/// <summary>An ERP customer that is, or may be, the same company, as Finance typed it.</summary>
public sealed record ErpTwin(
    TwinBy By,
    string Name,
    string? Domain,
    string? Email,
    string? Phone,
    string? TaxId,
    PostalAddress Billing,
    string Currency,
    string? PaymentTerms,
    decimal? CreditLimit);

/// <param name="Role">One of <see cref="World.ContactRoles"/>.</param>
public sealed record Person(
    string? FirstName, string LastName, string? Email, string? Phone, string? Title, string Role, bool IsPrimary);
