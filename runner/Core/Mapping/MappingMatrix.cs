using Harness.Core.Mapping.Files;
using Harness.Core.Records;

namespace Harness.Core.Mapping;

/// <summary>The rows of every entity for one pair of systems, with the value maps they name.</summary>
/// <param name="Version">Short hash over the content of all files: it changes whenever a cell changes.</param>
public sealed record MappingMatrix(string Version, IReadOnlyDictionary<string, EntityMatrix> Entities, ValueMaps Values)
{
    /// <summary>The column of the CRM: "salesforce".</summary>
    public required string CrmVendor { get; init; }

    /// <summary>The column of the ERP: "netsuite".</summary>
    public required string ErpVendor { get; init; }

    /// <summary>Every entity, and the credits beside the documents: each is read from an object of its own.</summary>
    public IEnumerable<EntityMatrix> Parts => Entities.Values.SelectMany(entity => entity.Credits is { } credits ? [entity, credits] : new[] { entity });

    public string VendorOf(SystemRole side) => side == SystemRole.Crm ? CrmVendor : ErpVendor;

    /// <param name="folder">Holds matrix/*.yaml and values/*.yaml.</param>
    /// <param name="crmVendor">The column of the CRM: "salesforce".</param>
    /// <param name="erpVendor">The column of the ERP: "netsuite".</param>
    public static MatrixLoad Load(string folder, string crmVendor, string erpVendor) =>
        new MatrixLoader(folder, crmVendor, erpVendor).Load();
}

/// <summary>Exactly one of the two speaks: a matrix without problems, or the problems.</summary>
public sealed record MatrixLoad(MappingMatrix? Matrix, IReadOnlyList<MatrixProblem> Problems);

/// <param name="File">Relative to the configuration folder: "matrix/account.yaml".</param>
/// <param name="Line">1-based; 0 where the file as a whole is meant.</param>
public sealed record MatrixProblem(string File, int Line, string Message)
{
    /// <summary>A value that only some records hold: it stops those and no mapping.</summary>
    public bool IsOneValue { get; init; }

    public override string ToString() => Line > 0 ? $"{File}:{Line}: {Message}" : $"{File}: {Message}";
}
