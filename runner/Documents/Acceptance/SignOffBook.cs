using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Harness.Documents.Acceptance;

/// <summary>
/// signoffs.json beside a report: who decided what about exactly these bytes. Each entry carries the report's hash and the
/// hash of the entry before it, so that neither the report nor a decision can be changed unseen.
/// </summary>
public sealed class SignOffBook
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly string _file;
    private readonly string _report;

    private SignOffBook(string folder, IReadOnlyList<SignOffEntry> entries)
    {
        _file = Path.Combine(folder, "signoffs.json");
        _report = Path.Combine(folder, "acceptance.html");
        Entries = entries;
    }

    public IReadOnlyList<SignOffEntry> Entries { get; private set; }

    public static SignOffBook Open(string folder)
    {
        var file = Path.Combine(folder, "signoffs.json");
        if (!File.Exists(Path.Combine(folder, "acceptance.html")))
        {
            throw new EvidenceException($"{folder} holds no acceptance.html: write the report with harness acceptance first.");
        }

        try
        {
            var entries = File.Exists(file) ? JsonSerializer.Deserialize<List<SignOffEntry>>(File.ReadAllText(file), Written) : [];
            return new SignOffBook(folder, entries ?? []);
        }
        catch (JsonException broken)
        {
            throw new EvidenceException($"{file} cannot be read: {broken.Message}");
        }
    }

    public string ReportHash() => Hash(File.ReadAllBytes(_report));

    public SignOffEntry Add(string role, string name, Decision decision, string comments, IReadOnlyList<string> changeRequests, DateTimeOffset at)
    {
        var entry = new SignOffEntry(role, name, decision, comments, changeRequests, at.ToUniversalTime(), ReportHash(), Entries.Count == 0 ? string.Empty : Entries[^1].Hash, string.Empty);
        entry = entry with { Hash = HashOf(entry) };
        Entries = [.. Entries, entry];
        File.WriteAllText(_file, JsonSerializer.Serialize(Entries, Written));
        return entry;
    }

    /// <summary>What does not hold, in words; empty where every entry is as it was written and stands for the report as it is.</summary>
    public IReadOnlyList<string> Verify()
    {
        var problems = new List<string>();
        var report = ReportHash();
        var before = string.Empty;
        foreach (var (entry, number) in Entries.Select((entry, index) => (entry, index + 1)))
        {
            if (entry.Hash != HashOf(entry) || entry.Previous != before)
            {
                problems.Add($"Entry {number} ({entry.Role}) was altered, removed or put in afterwards.");
            }
            else if (entry.Report != report)
            {
                problems.Add($"{entry.Role} signed another version of the report: it was changed after {entry.At:yyyy-MM-dd HH:mm} UTC.");
            }

            before = entry.Hash;
        }

        return problems;
    }

    /// <summary>Who has not accepted yet; a later decision of a role stands for its earlier one.</summary>
    public IReadOnlyList<string> Missing(IEnumerable<string> roles)
    {
        var report = ReportHash();
        var last = Entries.Where(entry => entry.Report == report).GroupBy(entry => entry.Role).ToDictionary(group => group.Key, group => group.Last().Decision);
        return [.. roles.Where(role => last.GetValueOrDefault(role, Decision.Rejected) == Decision.Rejected)];
    }

    private static string HashOf(SignOffEntry entry) => Hash(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entry with { Hash = string.Empty }, Written)));

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <param name="Role">Id of the stakeholder.</param>
/// <param name="Report">SHA-256 of acceptance.html.</param>
public sealed record SignOffEntry(
    string Role, string Name, Decision Decision, string Comments, IReadOnlyList<string> ChangeRequests, DateTimeOffset At, string Report, string Previous, string Hash);

public enum Decision
{
    Accepted,
    AcceptedWithChanges,
    Rejected,
}
