using System.Text;

namespace Harness.Simulators.Referee;

/// <summary>When two systems say the same thing in their own ways.</summary>
internal static class Same
{
    public static bool Text(string? one, string? other) => Plain(one) == Plain(other);

    public static bool Code(string? one, string? other) =>
        string.Equals(Plain(one), Plain(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>Digits only; one may carry the country's prefix that the other leaves out.</summary>
    public static bool Phone(string? one, string? other)
    {
        var (left, right) = (Digits(one), Digits(other));
        return left == right
            || (left.Length > 5 && right.Length > 5
                && (left.EndsWith(right, StringComparison.Ordinal) || right.EndsWith(left, StringComparison.Ordinal)));
    }

    /// <summary>A figure that was never written is nothing.</summary>
    public static bool Figure(decimal? one, decimal? other) => (one ?? 0) == (other ?? 0);

    public static bool Place(Place crm, Place erp) =>
        Text(crm.Street, erp.Street)
        && Text(crm.City, erp.City)
        && Code(crm.PostalCode, erp.PostalCode)
        && Code(crm.Country, erp.Country)
        && (crm.State is null || Code(crm.State, erp.State) || Code(crm.StateName, erp.State));

    public static string? TaxId(string? value)
    {
        var letters = string.Concat((value ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return letters.Length == 0 ? null : letters;
    }

    /// <summary>The host of a web address or of an e-mail address, without www.</summary>
    public static string? Domain(string? value)
    {
        var host = Plain(value).ToLowerInvariant();
        host = host[(host.LastIndexOf('@') + 1)..];
        var scheme = host.IndexOf("://", StringComparison.Ordinal);
        host = (scheme < 0 ? host : host[(scheme + 3)..]).Split('/', ':', '?')[0];
        host = host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
        return host.Length == 0 ? null : host;
    }

    /// <summary>Salesforce's 15 and 18 character ids name the same record by their first 15.</summary>
    public static string CrmId(string id) => id.Length == 18 ? id[..15] : id;

    /// <summary>The CRM record that an external id of ours ends with, as in main-acc-001000000000001AAA.</summary>
    public static string? CrmIdIn(string? externalId) =>
        externalId is null ? null : CrmId(externalId[(externalId.LastIndexOf('-') + 1)..]);

    private static string Plain(string? value) => value is null
        ? ""
        : string.Join(' ', value.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Digits(string? value) => string.Concat((value ?? "").Where(char.IsAsciiDigit)).TrimStart('0');
}
