using System.Globalization;
using System.Text.Json.Nodes;

namespace Harness.Reliability.Faults;

/// <summary>One write of a telephone number and one read of it, as either vendor takes them.</summary>
internal sealed class CallBench : IDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Company _company;
    private readonly string _system;
    private readonly string _id;

    private CallBench(Company company, string system, RawVendor vendor)
    {
        (_company, _system, Vendor) = (company, system, vendor);
        _id = IsSalesforce ? Company.Records(company.Crm, "Account")[0]["Id"]!.ToString() : Company.Records(company.Erp, "customer")[0]["id"]!.ToString();
    }

    public RawVendor Vendor { get; }

    /// <summary>How often the write took effect, by the vendor's own journal.</summary>
    public int Effects => _company.System(_system).Journal.Entries.Count(entry => entry.Actor == "api" && entry.Key == _id);

    private bool IsSalesforce => _system == "salesforce";

    public static async Task<CallBench> OpenAsync(Company company, string system, CancellationToken ct) =>
        new(company, system, await RawVendor.LogInAsync(company, system, ct));

    public Task<RawAnswer> WriteAsync(string phone, CancellationToken ct) => IsSalesforce
        ? Vendor.SendAsync(HttpMethod.Patch, $"/services/data/v67.0/sobjects/Account/{_id}", new JsonObject { ["Phone"] = phone }, ct)
        : Vendor.SendAsync(HttpMethod.Patch, $"/services/rest/record/v1/customer/{_id}", new JsonObject { ["phone"] = phone }, ct);

    public Task<RawAnswer> ReadAsync(CancellationToken ct) => IsSalesforce
        ? Vendor.SendAsync(HttpMethod.Get, $"/services/data/v67.0/query?q={Uri.EscapeDataString($"SELECT Id, Phone, SystemModstamp FROM Account WHERE Id = '{_id}'")}", null, ct)
        : Vendor.SendAsync(HttpMethod.Post, "/services/rest/query/v1/suiteql", new JsonObject
        {
            ["q"] = $"SELECT id, phone, TO_CHAR(lastmodifieddate, 'YYYY-MM-DD HH24:MI:SS') AS stamp{(_company.Erp.Faults.Armed.Any(fault => fault.Kind == "schema-change") ? ", custentity_account_note" : "")} FROM customer WHERE id = {_id}",
        }, ct);

    public DateTimeOffset StampIn(RawAnswer answer)
    {
        var row = JsonNode.Parse(answer.Body)![IsSalesforce ? "records" : "items"]![0]!;
        return DateTimeOffset.Parse(row[IsSalesforce ? "SystemModstamp" : "stamp"]!.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
    }

    public string MediaTypeOf(RawAnswer answer) => IsSalesforce || answer.Status is 200 ? "application/json" : "application/vnd.oracle.resource+json";

    /// <summary>Which of so many reads met a fault.</summary>
    public async Task<IReadOnlyList<bool>> MetAsync(int reads, CancellationToken ct)
    {
        var met = new List<bool>();
        for (var read = 0; read < reads; read++)
        {
            met.Add((await ReadAsync(ct)).Status != 200);
        }

        return met;
    }

    public static async Task UntilAsync(Func<bool> holds, CancellationToken ct)
    {
        var began = Company.Clock.GetTimestamp();
        using var look = new PeriodicTimer(Glance, Company.Clock);
        while (!holds())
        {
            Company.Clock.GetElapsedTime(began).ShouldBeLessThan(Patience);
            await look.WaitForNextTickAsync(ct);
        }
    }

    public void Dispose() => Vendor.Dispose();
}
