using System.Security.Cryptography;
using System.Text;
using Harness.Core.Records;

namespace Harness.Core.Mapping.Files;

/// <summary>Reads matrix/*.yaml and values/*.yaml for one pair of vendors; every problem is found in one go.</summary>
internal sealed class MatrixLoader(string folder, string crmVendor, string erpVendor)
{
    private readonly List<MatrixProblem> _problems = [];

    public MatrixLoad Load()
    {
        var files = Read("matrix");
        if (files.Count == 0 && _problems.Count == 0)
        {
            _problems.Add(new MatrixProblem("matrix", 0, $"There is no matrix in '{folder}': 'harness init' writes one."));
        }

        var valueFiles = Directory.Exists(Path.Combine(folder, "values")) ? Read("values") : [];
        var vendors = new VendorPair(crmVendor, erpVendor);
        var values = Values(valueFiles, vendors);
        var entities = Entities(files, vendors, values);
        _problems.AddRange(MatrixRules.Check(entities));
        if (_problems.Count > 0)
        {
            return new MatrixLoad(null, [.. _problems.OrderBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line)]);
        }

        var matrix = new MappingMatrix(Hash([.. files, .. valueFiles]), entities.ToDictionary(entity => entity.Entity, StringComparer.Ordinal), values)
        {
            CrmVendor = crmVendor,
            ErpVendor = erpVendor,
        };
        return new MatrixLoad(matrix, []);
    }

    private List<EntityMatrix> Entities(List<(string Name, string Text)> files, VendorPair vendors, ValueMaps values)
    {
        var entities = new List<EntityMatrix>();
        foreach (var (name, text) in files)
        {
            var problems = new FileProblems(name, _problems);
            if (YamlSection.Parse(text, "The matrix", problems) is not { } section)
            {
                continue;
            }

            var entity = new EntityReader(vendors, values, problems).Read(section);
            if (entities.Find(other => other.Entity == entity.Entity) is { } twin)
            {
                section.Problem("entity", $"The entity '{entity.Entity}' is already in {twin.File}.");
            }
            else
            {
                entities.Add(entity);
            }
        }

        return entities;
    }

    private ValueMaps Values(List<(string Name, string Text)> files, VendorPair vendors)
    {
        var maps = new Dictionary<string, ValueMap>(StringComparer.Ordinal);
        foreach (var (name, text) in files)
        {
            var problems = new FileProblems(name, _problems);
            var map = Path.GetFileNameWithoutExtension(name);
            if (YamlSection.Parse(text, "The value map", problems) is { } section)
            {
                maps[map] = ValueMapReader.Read(map, section, vendors, problems);
            }
        }

        return new ValueMaps(maps);
    }

    private List<(string Name, string Text)> Read(string part)
    {
        var path = Path.Combine(folder, part);
        if (!Directory.Exists(path))
        {
            _problems.Add(new MatrixProblem(part, 0, $"The folder '{path}' is missing: 'harness init' writes it."));
            return [];
        }

        return [.. Directory.EnumerateFiles(path, "*.yaml").Order(StringComparer.Ordinal)
            .Select(file => ($"{part}/{Path.GetFileName(file)}", File.ReadAllText(file)))];
    }

    // Line endings do not count: a checkout on Windows has the same version.
    private static string Hash(IReadOnlyList<(string Name, string Text)> files)
    {
        var all = string.Join('\0', files.Select(file => $"{file.Name}\0{file.Text.ReplaceLineEndings("\n")}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..12];
    }
}

/// <summary>The two columns that count, among all that the files may hold.</summary>
internal sealed record VendorPair(string Crm, string Erp)
{
    /// <summary>Every name that is a column and not a typing error.</summary>
    public IEnumerable<string> Columns => Vocabulary.Vendors.Append(Crm).Append(Erp);

    public string Of(SystemRole side) => side == SystemRole.Crm ? Crm : Erp;
}
