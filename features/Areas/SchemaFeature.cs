namespace Harness.Features.Areas;

[Feature("schema.feature")]
public sealed class SchemaFeature : FeatureTests;
