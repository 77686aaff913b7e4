namespace Harness.Features.Areas;

[Feature("reliability.feature")]
public sealed class ReliabilityFeature : FeatureTests;
