namespace Harness.Connectors.BusinessCentral;

/// <summary>
/// Calls in flight. The service runs five of one user at a time: each refusal closes a lane, and calm calls open them
/// again one by one. One lane always stays.
/// </summary>
internal sealed class BusinessCentralLanes(int most) : IDisposable
{
    private const int calmCallsPerLane = 20;

    private readonly SemaphoreSlim open = new(most, most);
    private readonly Lock gate = new();
    private int closed;
    private int calm;

    public Task EnterAsync(CancellationToken ct) => open.WaitAsync(ct);

    public void Leave(bool crowded)
    {
        lock (gate)
        {
            if (crowded && closed < most - 1)
            {
                closed++;
                calm = 0;
                return;
            }

            var reopened = closed > 0 && !crowded && ++calm >= calmCallsPerLane;
            if (reopened)
            {
                closed--;
                calm = 0;
            }

            open.Release(reopened ? 2 : 1);
        }
    }

    public void Dispose() => open.Dispose();
}
