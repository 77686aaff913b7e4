namespace Harness.Features.Areas;

[Feature("deletions.feature")]
public sealed class DeletionsFeature : FeatureTests;
