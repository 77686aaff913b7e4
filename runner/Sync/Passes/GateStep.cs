using Harness.Core.Records;
using Harness.Sync.Ledger;
using Harness.Sync.Rollout;

namespace Harness.Sync.Passes;

/// <summary>Is the account that this record belongs to live yet?</summary>
public sealed class GateStep(Integration integration)
{
    public void Apply(PassBatch batch)
    {
        foreach (var item in batch.Open)
        {
            var (mode, wave) = integration.Waves.Of(AccountOf(item));
            if (mode == WaveMode.Off)
            {
                item.Skip($"Its account is in the wave \"{wave}\", which is off.");
            }

            item.IsShadow = mode == WaveMode.Shadow;
        }
    }

    private static string? AccountOf(PassItem item) => item.Matrix.Entity == "account"
        ? item.IdOn(SystemRole.Crm)
        : (item.Crm ?? item.Erp)?.Fields.Get(Core.Records.Fields.CommonFields.Account);
}
