namespace Harness.Features.Areas;

[Feature("poison.feature")]
public sealed class PoisonFeature : FeatureTests;
