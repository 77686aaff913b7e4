namespace Harness.Features.Areas;

[Feature("contacts.feature")]
public sealed class ContactsFeature : FeatureTests;
