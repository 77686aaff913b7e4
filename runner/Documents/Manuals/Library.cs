using Harness.Documents.Paper;

namespace Harness.Documents.Manuals;

/// <summary>All manuals of one integration, and the page that leads to them. The same configuration gives the same bytes.</summary>
public static class Library
{
    private static readonly (string File, string ForWhom, Func<Setup, Document> Write)[] Manuals =
    [
        ("quick-reference", "everybody", QuickReference.Of),
        ("training-sales", "Sales", Training.Sales),
        ("training-finance", "Finance", Training.Finance),
        ("governance", "stewards", GovernanceManual.Of),
        ("mapping", "RevOps and Finance", MappingManual.Of),
        ("data-flows", "RevOps and IT", DataFlows.Of),
        ("troubleshooting", "stewards and IT", TroubleManual.Of),
        ("runbook", "administrators", Runbook.Of),
        ("technical", "IT", TechnicalManual.Of),
        ("architecture", "IT and auditors", Architecture.Of),
    ];

    /// <param name="beside">Other papers of the project that the index leads to: the acceptance report, the audit. Addresses relative to the index.</param>
    public static IReadOnlyList<(string File, Document Document)> Of(Setup setup, IReadOnlyList<ProjectPaper> beside)
    {
        var manuals = Manuals.Select(manual => (manual.File, manual.ForWhom, Document: manual.Write(setup))).ToList();
        var index = new Document(
            $"{setup.Crm.Title} and {setup.Erp.Title}", $"Everything written about the integration \"{setup.Integration}\", made from its configuration.",
            [
                new Section("Manuals", [new Grid(["Document", "For", "What it says"], [.. manuals.Select(manual => (IReadOnlyList<Phrase>)
                    [Phrase.Link(manual.Document.Title, $"{manual.File}.html"), manual.ForWhom, manual.Document.Summary])])]),
                new Section("The project", [new Grid(["Paper", "State"], [.. beside.Select(paper => (IReadOnlyList<Phrase>)
                    [paper.Address is { } address ? Phrase.Link(paper.Title, address) : paper.Title, paper.State])])]),
            ]);
        return [("index", index), .. manuals.Select(manual => (manual.File, manual.Document))];
    }
}

/// <param name="Address">Null where it does not exist yet.</param>
/// <param name="State">"signed by all", "not written yet: harness audit".</param>
public sealed record ProjectPaper(string Title, string? Address, Phrase State);
