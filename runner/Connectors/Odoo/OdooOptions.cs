using System.ComponentModel.DataAnnotations;

namespace Harness.Connectors.Odoo;

/// <summary>One Odoo database and the user whose API key speaks for us there.</summary>
public sealed class OdooOptions : IValidatableObject
{
    [Required]
    public required Uri BaseUrl { get; init; }

    [Required]
    [RegularExpression("^[A-Za-z0-9][A-Za-z0-9_.-]*$", ErrorMessage = "Database must be the name of one database.")]
    public required string Database { get; init; }

    /// <summary>The user's login; only the older calls (JSON-RPC, up to Odoo 18) need it.</summary>
    public string Login { get; init; } = "";

    /// <summary>An API key of that user (Preferences > Account Security); the older calls take a password too.</summary>
    [Required]
    public required string ApiKey { get; init; }

    /// <summary>auto asks the server for its version; json2 from 19 on, jsonrpc before.</summary>
    [RegularExpression("^(auto|json2|jsonrpc)$", ErrorMessage = "Protocol must be auto, json2 or jsonrpc.")]
    public string Protocol { get; init; } = "auto";

    /// <summary>Id of the company that documents belong to.</summary>
    [Range(1, int.MaxValue)]
    public int Company { get; init; } = 1;

    /// <summary>Module name of the external identifiers under which records are created.</summary>
    [RegularExpression("^[A-Za-z0-9_]+$", ErrorMessage = "Module may hold letters, digits and _ only.")]
    public string Module { get; init; } = "__harness__";

    /// <summary>Internal reference of the service product that discounts on the whole order are booked with.</summary>
    [Required]
    public string DiscountProduct { get; init; } = "DISCOUNT";

    /// <summary>Calls in flight at most. Odoo publishes no quota; Odoo Online serves two or three calls a second.</summary>
    [Range(1, 16)]
    public int MaxConcurrency { get; init; } = 1;

    [Range(2, 2000)]
    public int ReadPageSize { get; init; } = 500;

    [Range(1, 500)]
    public int WriteBatchSize { get; init; } = 100;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!BaseUrl.IsAbsoluteUri || (BaseUrl.Scheme != Uri.UriSchemeHttps && !(BaseUrl.Scheme == Uri.UriSchemeHttp && BaseUrl.IsLoopback)))
        {
            yield return new ValidationResult("BaseUrl must be an absolute https address; http is allowed for this machine only.", [nameof(BaseUrl)]);
        }

        if (Protocol == "jsonrpc" && Login.Length == 0)
        {
            yield return new ValidationResult("Login is needed for the calls of Odoo 18 and earlier.", [nameof(Login)]);
        }
    }

    public override string ToString() => $"Odoo database {Database}";
}
