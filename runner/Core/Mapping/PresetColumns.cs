using Harness.Core.Mapping.Files;

namespace Harness.Core.Mapping;

/// <summary>A preset has a column for every vendor; a company's own file has the two of its pair. Order and comments stay.</summary>
public static class PresetColumns
{
    /// <summary>
    /// A row or an entry that says nothing of the pair goes with the comment above it, and so does a comment about
    /// vendors outside the pair alone.
    /// </summary>
    public static string For(string preset, string crmVendor, string erpVendor) => new ColumnCut(preset, [crmVendor, erpVendor]).Text();
}
