using Harness.Core.Mapping;
using Harness.Core.Records;
using Harness.Sync.Desk;

namespace Harness.Sync.Passes;

/// <summary>What a record that a pass has read is found by afterwards.</summary>
internal static class SearchedBy
{
    public static IEnumerable<RecordValue> Of(PassItem item)
    {
        var fields = (item.Erp?.Fields ?? FieldSet.Empty).Overlay(item.Crm?.Fields ?? FieldSet.Empty);
        return SearchedFields.Of(item.Matrix, fields).Select(one => new RecordValue(
            item.Matrix.Entity, item.Lead.Side, item.Lead.Subject.Id, one.Field, one.Pii ? null : one.Text, one.Pii ? SearchTerm.Hashed(one.Text) : SearchTerm.Of(one.Text)));
    }
}
