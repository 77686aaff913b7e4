namespace Harness.Simulators.Odoo;

/// <summary>One database of one Odoo server.</summary>
public sealed class OdooOptions
{
    /// <summary>The major version: 19 and later speak JSON-2 beside the older calls, names of fields and wizards differ.</summary>
    public int Version { get; set; } = 19;

    public string Database { get; init; } = "acme";

    public string Login { get; init; } = "integration@acme.example";

    public string ApiKey { get; init; } = "5f0c2a9e7b1d4c68a3e5f7091b2d4c6e8a0f1b3d";

    /// <summary>Enterprise keeps a paid invoice "in payment" until the bank confirms; Community calls it paid.</summary>
    public bool Enterprise { get; set; }

    /// <summary>Percent, on every sale line.</summary>
    public decimal TaxRate { get; set; } = 15m;

    /// <summary>Decimal accuracy "Product Price" and "Discount" (Settings > Technical).</summary>
    public int PriceDigits { get; set; } = 2;

    public int DiscountDigits { get; set; } = 2;

    /// <summary>Worker processes of the server: calls beyond these wait, so none is refused.</summary>
    public TimeSpan? KeyExpiresAfter { get; set; }

    /// <summary>Models that the integration's user may not see ("res.partner") or not write ("res.partner:write").</summary>
    public ISet<string> Denied { get; } = new HashSet<string>(StringComparer.Ordinal);

    internal bool HasJson2 => Version >= 19;

    internal string LineTaxes => Version >= 19 ? "tax_ids" : "tax_id";

    internal string LineUnit => Version >= 19 ? "product_uom_id" : "product_uom";
}
