namespace Harness.Features.Areas;

[Feature("reconciliation.feature")]
public sealed class ReconciliationFeature : FeatureTests;
