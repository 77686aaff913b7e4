using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Unit.Connectors.Acceptance;

public abstract partial class ConnectorAcceptance
{
    [Fact]
    public async Task A_record_is_made_under_its_key_and_found_by_it()
    {
        await _subject.ReadyAsync();

        var receipt = await _subject.WriteOneAsync(_subject.New("Neu AG", (_subject.Phone, "+49 30 1")));

        receipt.Status.ShouldBe(WriteStatus.Written, receipt.Fault?.Message);
        receipt.Created.ShouldBeTrue();
        var found = (await _subject.FindAsync("Neu AG")).ShouldHaveSingleItem();
        found.Ref.ShouldBe(receipt.Ref);
        found.Values[_subject.Phone]!.ToString().ShouldBe("+49 30 1");
    }

    [Fact]
    public async Task The_same_record_sent_twice_is_one_record()
    {
        await _subject.ReadyAsync();
        var first = await _subject.WriteOneAsync(_subject.New("Zweimal AG"));

        var second = await _subject.WriteOneAsync(_subject.New("Zweimal AG"));

        second.Status.ShouldBe(WriteStatus.Written, second.Fault?.Message);
        second.Ref.ShouldBe(first.Ref);
        (await _subject.FindAsync("Zweimal AG")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_update_changes_what_it_names_and_leaves_the_rest()
    {
        await _subject.ReadyAsync();
        var id = await _subject.MadeAsync("Alt AG", (_subject.Phone, "+49 30 1"));

        var receipt = await _subject.WriteOneAsync(_subject.Change(id, (_subject.Name, "Umbenannt AG")));

        receipt.Status.ShouldBe(WriteStatus.Written, receipt.Fault?.Message);
        receipt.Created.ShouldBeFalse();
        var read = await _subject.ReadAsync(id);
        (read.Values[_subject.Name]!.ToString(), read.Values[_subject.Phone]!.ToString()).ShouldBe(("Umbenannt AG", "+49 30 1"));
    }

    [Fact]
    public async Task A_null_clears_a_value()
    {
        await _subject.ReadyAsync();
        var id = await _subject.MadeAsync("Stumm AG", (_subject.Phone, "+49 30 1"));

        await _subject.WriteOneAsync(_subject.Change(id, (_subject.Phone, null)));

        var read = await _subject.ReadAsync(id);
        read.Values.Keys.ShouldContain(_subject.Phone);
        (read.Values[_subject.Phone]?.ToString() ?? "").ShouldBeEmpty();
    }

    [Fact]
    public async Task One_bad_record_of_a_batch_stops_alone_and_receipts_answer_to_their_keys()
    {
        await _subject.ReadyAsync();
        var gone = await _subject.MadeAsync("Verschwunden AG");
        var kept = await _subject.MadeAsync("Geblieben AG");
        _subject.PersonDeletes(gone);

        var receipts = await _subject.WriteAsync(
            _subject.Change(gone, (_subject.Phone, "1")), _subject.New("Nachbar 1"), _subject.Change(kept, (_subject.Phone, "2")), _subject.New("Nachbar 2"));

        receipts[$"change {gone}"].Status.ShouldBe(WriteStatus.Refused);
        receipts[$"change {gone}"].Fault!.Kind.ShouldBe(FaultKind.RecordGone);
        receipts.Where(receipt => receipt.Key != $"change {gone}").ShouldAllBe(receipt => receipt.Value.Status == WriteStatus.Written);
        receipts[$"change {kept}"].Ref!.Id.ShouldBe(kept);
        (await _subject.FindAsync("Nachbar 2")).ShouldHaveSingleItem().Ref.ShouldBe(receipts["make Nachbar 2"].Ref);
    }

    [Fact]
    public async Task A_field_that_is_not_there_is_refused_and_nothing_is_made()
    {
        await _subject.ReadyAsync();

        var receipts = await _subject.WriteAsync(_subject.New("Unbekannt AG", ("no_such_field", JsonValue.Create("x"))), _subject.New("Bekannt AG"));

        receipts["make Unbekannt AG"].Status.ShouldBe(WriteStatus.Refused);
        receipts["make Unbekannt AG"].Fault!.Kind.ShouldBe(FaultKind.MappingBroken);
        receipts["make Bekannt AG"].Status.ShouldBe(WriteStatus.Written);
        (await _subject.FindAsync("Unbekannt AG")).ShouldBeEmpty();
    }
}
