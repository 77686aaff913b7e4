using Harness.Core.Mapping;
using Harness.Core.Quality;
using Harness.Core.Records;
using Harness.Port;

namespace Harness.Sync.Schema;

/// <summary>The matrix over what both systems said of themselves at one moment.</summary>
internal sealed class CompiledMatrix
{
    private readonly Dictionary<(string Entity, SystemRole Side), EntityMapping> _mappings;
    private readonly Dictionary<string, RecordMatcher> _matchers;

    public CompiledMatrix(MappingMatrix matrix, SystemDescription crm, SystemDescription erp)
    {
        (Crm, Erp) = (crm, erp);
        _mappings = matrix.Parts.SelectMany(entity => new[]
        {
            (Key: (entity.Entity, SystemRole.Crm), Mapping: new EntityMapping(matrix, entity, SystemRole.Crm, Described(crm, entity.CrmObject))),
            (Key: (entity.Entity, SystemRole.Erp), Mapping: new EntityMapping(matrix, entity, SystemRole.Erp, Described(erp, entity.ErpObject))),
        }).ToDictionary(pair => pair.Key, pair => pair.Mapping);
        _matchers = matrix.Entities.Values.ToDictionary(
            entity => entity.Entity,
            entity => new RecordMatcher(entity, Mapping(entity.Entity, SystemRole.Crm), Mapping(entity.Entity, SystemRole.Erp)));
    }

    public SystemDescription Crm { get; }

    public SystemDescription Erp { get; }

    public EntityMapping Mapping(string entity, SystemRole side) => _mappings[(entity, side)];

    public RecordMatcher Matcher(string entity) => _matchers[entity];

    private static ObjectDescription? Described(SystemDescription description, string objectName) =>
        description.Objects.FirstOrDefault(candidate => string.Equals(candidate.Name, objectName, StringComparison.OrdinalIgnoreCase));
}
