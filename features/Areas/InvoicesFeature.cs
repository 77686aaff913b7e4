namespace Harness.Features.Areas;

[Feature("invoices.feature")]
public sealed class InvoicesFeature : FeatureTests;
