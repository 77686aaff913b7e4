namespace Harness.Features.Areas;

[Feature("governance.feature")]
public sealed class GovernanceFeature : FeatureTests;
