namespace Harness.Simulators.NetSuite;

/// <summary>How this account is set up. People change it while it runs through the action "set-preference".</summary>
public sealed class NetSuiteOptions
{
    public string Account { get; set; } = "1234567_SB1";

    /// <summary>Calls at the same time over the whole account; 5 is the standard tier's.</summary>
    public int ConcurrencyLimit { get; set; } = 5;

    /// <summary>429, or 400 as some accounts were seen to answer.</summary>
    public int ConcurrencyStatus { get; set; } = 429;

    /// <summary>The integration user's preference: dates in SuiteQL answers and in the literals of q.</summary>
    public string DateFormat { get; set; } = "MM/DD/YYYY";

    public string TimeZone { get; set; } = "UTC";

    /// <summary>What the preference gives a new order that names no status: A or B.</summary>
    public string NewOrderStatus { get; set; } = "B";

    /// <summary>Whether applying a payment or a credit stamps the invoice as modified. Not settled by the vendor's pages.</summary>
    public bool ApplyingTouchesInvoice { get; set; }

    /// <summary>Whether a customer may only be billed in the currencies that its record lists.</summary>
    public bool RestrictCurrencies { get; set; } = true;

    /// <summary>Percent that SuiteTax works out on every line; the main subsidiary is zero-rated.</summary>
    public decimal TaxRate { get; set; }

    /// <summary>Record types that the integration's role may not see; SuiteQL says of their tables that they do not exist.</summary>
    public ISet<string> Denied { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the integration's role is an administrator's.</summary>
    public bool IsAdministrator { get; set; }

    /// <summary>Custom fields, by script id, that an administrator deleted: unknown to records, metadata and SuiteQL.</summary>
    public ISet<string> RemovedFields { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);

    public TimeSpan AsyncJobTime { get; set; } = TimeSpan.FromSeconds(2);
}
