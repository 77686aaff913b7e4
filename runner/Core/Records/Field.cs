namespace Harness.Core.Records;

/// <summary>A canonical field that code knows by name. A customer's own field needs none: it exists as a matrix row.</summary>
public sealed record Field<T>(string Name);
