namespace Harness.Sync.Rollout;

public enum WaveMode
{
    Off,

    /// <summary>Everything is read, matched, merged and reported; nothing is written.</summary>
    Shadow,

    Live,
}

/// <summary>A set of accounts, by CRM id, and how far they are.</summary>
public sealed record Wave(string Name, WaveMode Mode, IReadOnlyList<string> Accounts);

/// <summary>The first wave that names an account decides; accounts that none names follow the default.</summary>
public sealed class WavePlan(WaveMode otherwise, IReadOnlyList<Wave> waves)
{
    private readonly Dictionary<string, Wave> _byAccount = waves
        .SelectMany(wave => wave.Accounts.Select(account => (account, wave)))
        .GroupBy(pair => pair.account, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First().wave, StringComparer.Ordinal);

    public static WavePlan AllLive { get; } = new(WaveMode.Live, []);

    public (WaveMode Mode, string Name) Of(string? accountId) =>
        accountId is not null && _byAccount.TryGetValue(accountId, out var wave) ? (wave.Mode, wave.Name) : (otherwise, "all other accounts");
}
