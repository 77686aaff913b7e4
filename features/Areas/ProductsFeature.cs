namespace Harness.Features.Areas;

[Feature("products.feature")]
public sealed class ProductsFeature : FeatureTests;
