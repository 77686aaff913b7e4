namespace Harness.Features.Areas;

[Feature("quote-to-cash.feature")]
public sealed class QuoteToCashFeature : FeatureTests;
