namespace Harness.Features.Areas;

[Feature("volume.feature")]
public sealed class VolumeFeature : FeatureTests;
