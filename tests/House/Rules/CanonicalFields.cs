using System.Text.RegularExpressions;

namespace Harness.House.Rules;

/// <summary>Only the mapping knows both vocabularies: code reaches a field by its typed key, and connectors speak vendor paths.</summary>
internal static partial class CanonicalFields
{
    private const string FieldSet = "runner/Core/Records/FieldSet.cs";

    // Baselines are stored under the fields' names, so they are written and read by them.
    private const string Baselines = "runner/Core/Governance/Baselines.cs";

    /// <summary>What a row of the matrix names may be looked up in all of Core; a name that code brings along may not.</summary>
    public static IEnumerable<string> LookedUpByText(SourceTree tree) =>
        tree.CodeUnder("runner").Where(file => file.Path is not (FieldSet or Baselines) && !file.IsUnder("runner/Core/Mapping"))
            .SelectMany(file => file.PlacesOf(ByText()))
            .Concat(tree.Files.Where(file => file.Path == FieldSet).SelectMany(file => file.PlacesOf(Indexer())))
            .Concat(tree.Files.Where(file => file.Path == "runner/Core/Harness.Core.csproj" && OpenedToRunner().IsMatch(file.Text))
                .Select(file => $"{file.Path} opens its internals to the runner"));

    /// <summary>Names with an underscore or a dot cannot be anything but canonical, unless a vendor has the same path.</summary>
    public static IEnumerable<string> InConnectors(SourceTree tree)
    {
        var matrices = tree.Files.Where(file => file.IsUnder("runner/Host/matrix")).Select(file => file.Text).ToList();
        var vendorWords = matrices.SelectMany(text => VendorPath().Matches(text)).Select(match => match.Groups["path"].Value)
            .SelectMany(path => path.Split('.', '[', ']').Append(path)).ToHashSet();
        var canonical = matrices.SelectMany(text => CanonicalName().Matches(text)).Select(match => match.Groups["name"].Value)
            .Where(name => name.Contains('_') || name.Contains('.')).Where(name => !vendorWords.Contains(name)).ToHashSet();
        return from file in tree.CodeUnder("runner/Connectors")
               from Match literal in Literal().Matches(file.Text)
               where canonical.Contains(literal.Groups["text"].Value)
               select $"{file.Place(literal.Index)} {literal.Value}";
    }

    [GeneratedRegex(@"\.(?:ValueOf|TryValue|HasValue|WithValue|WithoutValue)\((?!row\.Field\b)|new Field<[^>\n]+>\(\s*(?!"")[^)\s]")]
    private static partial Regex ByText();

    [GeneratedRegex(@"\bpublic [^\n]*(?:\bthis\[|\(string )")]
    private static partial Regex Indexer();

    [GeneratedRegex("""InternalsVisibleTo Include="Harness\.(?!Unit")""")]
    private static partial Regex OpenedToRunner();

    [GeneratedRegex(@"\bfield:\s*(?<name>[a-z0-9_.]+)")]
    private static partial Regex CanonicalName();

    [GeneratedRegex(@"\b(?:salesforce|netsuite|hubspot|businesscentral|business_central|odoo):\s*""?(?<path>[^\s,}""]+)")]
    private static partial Regex VendorPath();

    [GeneratedRegex("\"(?<text>[a-z0-9_.]+)\"")]
    private static partial Regex Literal();
}
