using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Harness.Simulators.BusinessCentral.Model;

namespace Harness.Simulators.BusinessCentral.Store;

/// <summary>The tables of one company. Ids are the same for the same order of creation.</summary>
internal sealed class CompanyStore(TimeProvider clock)
{
    private readonly Dictionary<string, List<BcRecord>> sets = [];
    private readonly Dictionary<(string Set, string Id), BcRecord> byId = [];
    private readonly Dictionary<(string Set, string Number), BcRecord> byNumber = [];
    private readonly Dictionary<string, List<BcRecord>> lines = [];
    private readonly Dictionary<string, int> series = [];
    private readonly List<BcRecord> gone = [];
    private DateTimeOffset lastStamp;
    private long version;
    private long minted;

    public DateTimeOffset Now => clock.GetUtcNow();

    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    public IReadOnlyList<BcRecord> Gone => gone;

    public IReadOnlyList<BcRecord> All(string set) => sets.TryGetValue(set, out var records) ? records : [];

    public BcRecord? Find(string set, string? id) => id is null ? null : byId.GetValueOrDefault((set, id.ToLowerInvariant()));

    public BcRecord? FindNumber(string set, string? number) =>
        string.IsNullOrEmpty(number) ? null : byNumber.GetValueOrDefault((set, number.ToUpperInvariant()));

    public IReadOnlyList<BcRecord> LinesOf(string documentId) => lines.TryGetValue(documentId, out var rows) ? rows : [];

    public BcRecord Draft(string set, JsonObject values)
    {
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{set}/{++minted}"))[..16]).ToString();
        values["id"] = id;
        return new BcRecord(set, id, values);
    }

    public void Add(BcRecord record)
    {
        if (!sets.TryGetValue(record.Set, out var records))
        {
            sets[record.Set] = records = [];
        }

        records.Add(record);
        byId[(record.Set, record.Id)] = record;
        if (record.Text("documentId") is { Length: > 0 } document)
        {
            if (!lines.TryGetValue(document, out var rows))
            {
                lines[document] = rows = [];
            }

            rows.Add(record);
        }

        Touch(record);
    }

    /// <summary>Stamps it as changed now; no two stamps of a company are the same.</summary>
    public void Touch(BcRecord record)
    {
        record.Version = ++version;
        var number = record.Text(record.Values.ContainsKey("number") ? "number" : "code");
        if (number.Length > 0)
        {
            byNumber[(record.Set, number.ToUpperInvariant())] = record;
        }

        if (Entities.All[record.Set].Find("lastModifiedDateTime") is not null)
        {
            lastStamp = Now > lastStamp ? Now : lastStamp;
            record.Put("lastModifiedDateTime", Stamp(lastStamp));
        }
    }

    public void Renumber(BcRecord record, string before) => byNumber.Remove((record.Set, before.ToUpperInvariant()));

    public void Remove(BcRecord record)
    {
        record.IsDeleted = true;
        sets[record.Set].Remove(record);
        byId.Remove((record.Set, record.Id));
        if (FindNumber(record.Set, record.Text("number")) == record)
        {
            byNumber.Remove((record.Set, record.Text("number").ToUpperInvariant()));
        }

        if (record.Text("documentId") is { Length: > 0 } document)
        {
            lines[document].Remove(record);
        }

        gone.Add(record);
    }

    /// <summary>The next number of a series: "S-ORD" from 101001 on.</summary>
    public string Next(string prefix, int from)
    {
        series[prefix] = series.TryGetValue(prefix, out var last) ? last + 1 : from;
        return $"{prefix}{series[prefix].ToString("D5", CultureInfo.InvariantCulture)}";
    }

    public static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
