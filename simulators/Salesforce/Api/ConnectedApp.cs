using System.Security.Cryptography;

namespace Harness.Simulators.Salesforce.Api;

/// <summary>The app that clients log in through, and the API user whom it runs as.</summary>
internal sealed class ConnectedApp : IDisposable
{
    public const string ClientId = "3MVG9simulatedHarnessConnectedAppKey000000000000000000000000000000000000000000000000";
    public const string ClientSecret = "5F0E1D2C3B4A59687786958473625140FFEEDDCCBBAA99887766554433221100";
    public const string Username = "integration@harness.example";
    public const string Password = "correct-horse-battery";
    public const string SecurityToken = "simulatedSecurityToken01";

    public RSA Key { get; } = RSA.Create(2048);

    /// <summary>False: the admin has not named the user whom client credentials run as.</summary>
    public bool HasRunAsUser { get; set; } = true;

    public bool RotatesRefreshTokens { get; set; }

    public void Dispose() => Key.Dispose();
}
