namespace Harness.Features.Areas;

[Feature("exceptions.feature")]
public sealed class ExceptionsFeature : FeatureTests;
