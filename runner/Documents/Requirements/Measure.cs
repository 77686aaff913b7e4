namespace Harness.Documents.Requirements;

/// <summary>What can be measured about a rehearsal; the names that a criterion may use.</summary>
/// <param name="Unit">"" for a count.</param>
/// <param name="Meaning">How a stakeholder reads it.</param>
public sealed record Measure(string Name, string Unit, string Meaning)
{
    public static IReadOnlyDictionary<string, Measure> All { get; } = new Measure[]
    {
        new("close_to_order_minutes", "minutes", "from the won opportunity to the sales order, 95 of 100"),
        new("invoice_status_minutes", "minutes", "from the first posting of an act in the ERP until Sales sees all of it"),
        new("manual_entries_avoided_percent", "%", "records that went through without a person"),
        new("error_percent", "%", "records lost, doubled or left unexplained, of all"),
        new("lost", "", "records that did not arrive and wait nowhere"),
        new("doubled", "", "records that exist twice on the other side"),
        new("unexplained", "", "differences that nobody gave a reason for"),
        new("limit_violations", "", "calls beyond what a vendor allows"),
        new("calls_to_floor", "x", "vendor calls against the fewest possible, the worse of both systems"),
        new("burst_orders", "orders", "won at the same moment, all ordered"),
    }.ToDictionary(measure => measure.Name);

    public string Show(decimal value) => Unit is "" or "orders" ? $"{value:0.##}" : Unit is "%" ? $"{value:0.##} %" : $"{value:0.##} {Unit}";
}
