using Harness.Port;
using Harness.Simulators.Behaviours;

namespace Harness.Unit.Connectors.Acceptance;

public abstract partial class ConnectorAcceptance
{
    [Fact]
    public async Task An_expired_token_is_renewed_and_nothing_is_lost()
    {
        await _subject.ReadyAsync();
        var id = await _subject.MadeAsync("Vorher AG");

        _subject.Arm(FaultKinds.ExpireToken);
        (await _subject.ReadAsync(id)).Ref.Id.ShouldBe(id);
        _subject.Arm(FaultKinds.ExpireToken);
        await _subject.MadeAsync("Nachher AG");

        _subject.System.Faults.Armed.ShouldAllBe(fault => fault.IsSpent);
    }

    [Fact]
    public async Task A_read_goes_through_when_the_vendor_is_away_for_a_moment()
    {
        await _subject.ReadyAsync();
        var id = await _subject.MadeAsync("Geduld AG");
        _subject.Arm(FaultKinds.Unavailable, "read", times: 2);

        (await _subject.ReadAsync(id)).Ref.Id.ShouldBe(id);

        _subject.System.Faults.Armed.ShouldAllBe(armed => armed.IsSpent);
    }

    [Fact]
    public async Task A_vendor_that_keeps_asking_for_patience_is_told_as_such()
    {
        await _subject.ReadyAsync();
        var id = await _subject.MadeAsync("Bremse AG");
        _subject.Arm(FaultKinds.Throttle, "read", times: 50);

        var thrown = await Should.ThrowAsync<ConnectorException>(() => _subject.ReadAsync(id));
        _subject.System.Faults.Disarm();

        thrown.Fault.Kind.ShouldBe(FaultKind.Throttled);
        _subject.Later();
        (await _subject.ReadAsync(id)).Ref.Id.ShouldBe(id);
    }

    [Theory]
    [InlineData(FaultKinds.Throttle)]
    [InlineData(FaultKinds.Unavailable)]
    [InlineData(FaultKinds.ResetBefore)]
    public async Task A_write_that_the_vendor_did_not_take_is_not_made_and_its_receipt_lets_it_be_tried_again(string fault)
    {
        await _subject.ReadyAsync();
        _subject.Arm(fault, "write", times: 50);

        var receipt = await _subject.WriteOneAsync(_subject.New("Abgewiesen AG"));
        _subject.System.Faults.Disarm();

        receipt.Status.ShouldNotBe(WriteStatus.Written);
        receipt.Fault!.IsPassing.ShouldBeTrue(receipt.Fault.Message);
        (await _subject.FindAsync("Abgewiesen AG")).ShouldBeEmpty();
        await _subject.MadeAsync("Abgewiesen AG");
        (await _subject.FindAsync("Abgewiesen AG")).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(FaultKinds.ResetAfterCommit)]
    [InlineData(FaultKinds.ErrorAfterCommit)]
    public async Task A_write_whose_answer_is_lost_is_unknown_is_not_sent_again_and_is_found_by_its_key(string fault)
    {
        await _subject.ReadyAsync();
        _subject.Arm(fault, "write");
        var before = _subject.System.Journal.Entries.Count;

        var receipt = await _subject.WriteOneAsync(_subject.New("Ungewiss AG"));

        receipt.Status.ShouldBe(WriteStatus.Unknown, receipt.Fault?.Message);
        receipt.Fault!.Kind.ShouldBe(FaultKind.OutcomeUnknown);
        (await _subject.FindAsync("Ungewiss AG")).Count.ShouldBe(1);
        _subject.System.Journal.After(before).Count(entry => entry.Change == "create" && entry.ObjectName == _subject.Object).ShouldBe(1);
    }

    [Fact]
    public async Task A_wrong_secret_is_a_failed_login_that_tells_no_secret()
    {
        await _subject.ReadyAsync();
        var (stranger, secrets) = _subject.Stranger();

        var thrown = await Should.ThrowAsync<ConnectorException>(() => stranger.ReadManyAsync(_subject.Selection, ["1"], Ct));
        (stranger as IDisposable)?.Dispose();

        thrown.Fault.Kind.ShouldBe(FaultKind.LoginFailed);
        ShouldTellNone(thrown.ToString(), secrets);
    }

    [Fact]
    public async Task Trouble_of_every_kind_is_told_without_a_secret()
    {
        await _subject.ReadyAsync();
        var told = new List<string>();
        foreach (var fault in new[] { FaultKinds.Unavailable, FaultKinds.Throttle, FaultKinds.ResetBefore, FaultKinds.ErrorAfterCommit, FaultKinds.RevokeToken })
        {
            _subject.Arm(fault, fault == FaultKinds.RevokeToken ? null : "write", times: 50);
            told.Add((await _subject.WriteOneAsync(_subject.New($"Ärger {fault}"))).Fault?.Message ?? "");
            _subject.System.Faults.Disarm();
        }

        told.Count(message => message.Length > 0).ShouldBeGreaterThanOrEqualTo(4);
        ShouldTellNone(string.Join('\n', told), _subject.Secrets);
    }

    private static void ShouldTellNone(string text, IEnumerable<string> secrets)
    {
        foreach (var line in secrets.SelectMany(secret => secret.Split('\n')).Where(line => line.Length > 12 && !line.StartsWith("-----", StringComparison.Ordinal)))
        {
            text.ShouldNotContain(line);
        }
    }
}
