using Harness.Port;

namespace Harness.Sync.Pacing;

/// <summary>
/// Grants the calls of one vendor account: how many at once, how many a day, urgent ones first, none before the vendor
/// allows it. The vendor's own counters are trusted over ours.
/// </summary>
public sealed class QuotaGovernor(string system, QuotaOptions options, TimeProvider clock)
{
    /// <summary>A longer pause is told to the caller, whose records wait for it, instead of being waited out in the call.</summary>
    private static readonly TimeSpan LongestStand = TimeSpan.FromSeconds(30);

    // A vendor's count is of a window that moves on while nobody calls: an old one is not held against the next call.
    private static readonly TimeSpan SeenFor = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<TaskCompletionSource, (int Priority, long Order)> _waiting = new();
    private readonly long _began = clock.GetTimestamp();
    private TimeSpan _restUntil;
    private DateOnly _day = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
    private ApiUsage? _seen;
    private long _order;
    private long _today;
    private long _uncounted;
    private int _inFlight;
    private int _lanes = options.Concurrency;

    public string System => system;

    /// <summary>Calls at once. A person may change it while calls are under way.</summary>
    public int Concurrency
    {
        get
        {
            lock (_lock)
            {
                return _lanes;
            }
        }

        set
        {
            lock (_lock)
            {
                _lanes = value;
                GiveTurns();
            }
        }
    }

    /// <summary>The vendor asked for a pause until then; null when it did not, or it is over.</summary>
    public DateTimeOffset? RestUntil
    {
        get
        {
            lock (_lock)
            {
                var rest = _restUntil - clock.GetElapsedTime(_began);
                return rest > TimeSpan.Zero ? clock.GetUtcNow() + rest : null;
            }
        }
    }

    public long CallsToday
    {
        get
        {
            lock (_lock)
            {
                return _today;
            }
        }
    }

    public long? Limit => options.DailyCalls ?? _seen?.CallLimit;

    public long Used => Math.Max(CallsToday, SeenUsed);

    public double? UsedRatio => Limit is { } limit and > 0 ? (double)Used / limit : null;

    private long SeenUsed => options.DailyCalls is null && _seen is { } seen && clock.GetUtcNow() - seen.SeenAt < SeenFor ? seen.CallsUsed ?? 0 : 0;

    /// <summary>Waits for leave to send one call. Throws when the day's budget is used up or the vendor asked for a long pause: nothing was sent.</summary>
    public async Task<IDisposable> EnterAsync(int priority, CancellationToken ct)
    {
        lock (_lock)
        {
            Roll();
            RefuseBeyondBudget(priority);
            RefuseLongRest(_restUntil - clock.GetElapsedTime(_began));
        }

        var slot = await TakeTurnAsync(priority, ct);
        var mayGo = false;
        try
        {
            // A pause or the end of the budget may have come while this call stood in the queue.
            while (RestOrGo(priority) is { } rest)
            {
                await Task.Delay(rest, clock, ct);
            }

            mayGo = true;
            return slot;
        }
        finally
        {
            if (!mayGo)
            {
                slot.Dispose();
            }
        }
    }

    public void Saw(ApiUsage? usage)
    {
        if (usage is null)
        {
            return;
        }

        lock (_lock)
        {
            _seen = usage;
        }
    }

    /// <summary>The vendor asked for a pause: no call leaves before its end, whatever the machine's clock is set to meanwhile.</summary>
    public void RestFor(TimeSpan pause)
    {
        lock (_lock)
        {
            var until = clock.GetElapsedTime(_began) + pause;
            _restUntil = until > _restUntil ? until : _restUntil;
        }
    }

    /// <summary>Calls since the last time this was asked, for the ledger's daily count.</summary>
    public long TakeUncounted()
    {
        lock (_lock)
        {
            var uncounted = _uncounted;
            _uncounted = 0;
            return uncounted;
        }
    }

    /// <summary>Calls that earlier runs made today.</summary>
    public void StartFrom(long callsToday)
    {
        lock (_lock)
        {
            _today += callsToday;
        }
    }

    private async Task<Slot> TakeTurnAsync(int priority, CancellationToken ct)
    {
        TaskCompletionSource turn;
        lock (_lock)
        {
            if (_inFlight < _lanes && _waiting.Count == 0)
            {
                _inFlight++;
                return new Slot(this);
            }

            turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(turn, (priority, _order++));
        }

        // Whoever gives the turn has taken the place for it already; a waiter that gave up is passed over.
        await using (ct.Register(() => turn.TrySetCanceled(ct)))
        {
            await turn.Task;
        }

        return new Slot(this);
    }

    /// <summary>How long the vendor wants to be left alone; null: the call may leave now, and is counted.</summary>
    private TimeSpan? RestOrGo(int priority)
    {
        lock (_lock)
        {
            var rest = _restUntil - clock.GetElapsedTime(_began);
            if (rest > TimeSpan.Zero)
            {
                RefuseLongRest(rest);
                return rest;
            }

            Roll();
            RefuseBeyondBudget(priority);
            _today++;
            _uncounted++;
            return null;
        }
    }

    private void RefuseLongRest(TimeSpan rest)
    {
        if (rest > LongestStand)
        {
            throw new ConnectorException(system, new Fault(FaultKind.Throttled, $"{system} asked to be left alone until {clock.GetUtcNow() + rest:u}.", rest));
        }
    }

    private void RefuseBeyondBudget(int priority)
    {
        if (Limit is not { } limit)
        {
            return;
        }

        var isUrgent = CallPriority.Covers(priority);
        var allowed = isUrgent ? limit : (long)(limit * (1 - options.Reserve));
        if (Math.Max(_today, SeenUsed) < allowed)
        {
            return;
        }

        var until = _today >= allowed ? new DateTimeOffset(_day.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : _seen!.SeenAt + SeenFor;
        throw new ConnectorException(system, new Fault(
            FaultKind.DailyLimit,
            $"The day's calls to {system} are used up ({Math.Max(_today, SeenUsed)} of {limit}{(isUrgent ? string.Empty : ", the rest is kept for won opportunities")}).",
            until - clock.GetUtcNow()));
    }

    private void Roll()
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (today != _day)
        {
            (_day, _today) = (today, 0);
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            _inFlight--;
            GiveTurns();
        }
    }

    private void GiveTurns()
    {
        while (_inFlight < _lanes && _waiting.TryDequeue(out var next, out _))
        {
            if (next.TrySetResult())
            {
                _inFlight++;
            }
        }
    }

    private sealed class Slot(QuotaGovernor governor) : IDisposable
    {
        private bool _left;

        public void Dispose()
        {
            if (!_left)
            {
                _left = true;
                governor.Leave();
            }
        }
    }
}
