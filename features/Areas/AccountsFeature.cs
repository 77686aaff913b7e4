namespace Harness.Features.Areas;

[Feature("accounts.feature")]
public sealed class AccountsFeature : FeatureTests;
