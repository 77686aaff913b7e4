namespace Harness.Simulators.Salesforce.Rules;

/// <summary>A refusal whose answer holds more than code, message and fields.</summary>
internal abstract class RecordRefusedException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
