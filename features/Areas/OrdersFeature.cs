namespace Harness.Features.Areas;

[Feature("orders.feature")]
public sealed class OrdersFeature : FeatureTests;
