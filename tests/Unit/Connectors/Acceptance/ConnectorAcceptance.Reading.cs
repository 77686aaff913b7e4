using Harness.Port;

namespace Harness.Unit.Connectors.Acceptance;

public abstract partial class ConnectorAcceptance
{
    private const int ManyRecords = 230;

    [Fact]
    public async Task Everything_is_read_from_the_beginning_and_again_from_every_cursor()
    {
        await _subject.ReadyAsync();
        var (ids, cursors) = (new List<string>(), new List<string>());
        for (var round = 0; round < 4; round++)
        {
            _subject.Later();
            ids.Add(await _subject.MadeAsync($"Round {round}"));
            var (_, cursor) = await _subject.DrainAsync(cursors.LastOrDefault());
            cursors.Add(cursor);
        }

        (await _subject.DrainAsync(null)).Records.Select(record => record.Ref.Id).Distinct().ShouldBe(ids, ignoreOrder: true);
        foreach (var (round, cursor) in cursors.Index())
        {
            var again = (await _subject.DrainAsync(cursor)).Records.Select(record => record.Ref.Id).ToList();
            ids.Skip(round + 1).ShouldBeSubsetOf(again, $"from the cursor of round {round}");
        }
    }

    [Fact]
    public async Task A_second_look_gives_no_new_version_and_an_edit_gives_one()
    {
        await _subject.ReadyAsync();
        var id = await _subject.MadeAsync("Still AG");
        var (first, cursor) = await _subject.DrainAsync(null);

        var (second, later) = await _subject.DrainAsync(cursor);
        second.Select(record => (record.Ref.Id, record.Version)).ShouldBeSubsetOf(first.Select(record => (record.Ref.Id, record.Version)));

        _subject.Later();
        _subject.PersonRenames(id, "Moved AG");
        var edited = (await _subject.DrainAsync(later)).Records.Last(record => record.Ref.Id == id);
        edited.Version.ShouldNotBe(first.Single(record => record.Ref.Id == id).Version);
        edited.Values[_subject.Name]!.ToString().ShouldBe("Moved AG");
    }

    [Fact]
    public async Task A_cursor_of_the_far_future_has_nothing()
    {
        await _subject.ReadyAsync();
        await _subject.MadeAsync("Present AG");
        var future = _subject.Clock.GetUtcNow().AddYears(5);

        var (first, cursor) = await _subject.DrainAsync(null, future);
        await _subject.MadeAsync("Present too AG");
        var (second, _) = await _subject.DrainAsync(cursor, future);

        first.ShouldBeEmpty();
        second.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cursor_that_nobody_wrote_is_said_to_be_unreadable() =>
        (await Should.ThrowAsync<ConnectorException>(() => _subject.DrainAsync("garbled"))).Fault.Kind.ShouldBe(FaultKind.UnexpectedAnswer);

    [Fact]
    public async Task Many_records_are_written_and_read_in_the_vendors_batches_within_its_limits()
    {
        await _subject.ReadyAsync();
        var writes = Enumerable.Range(1, ManyRecords).Select(number => _subject.New($"Many {number}")).ToList();

        var receipts = await _subject.WriteAsync(writes);
        var read = await _subject.Connector.ReadManyAsync(_subject.Selection, [.. receipts.Values.Select(receipt => receipt.Ref!.Id)], Ct);

        receipts.Keys.ShouldBe(writes.Select(write => write.Key), ignoreOrder: true);
        read.ToDictionary(record => record.Ref.Id, record => record.Values[_subject.Name]!.ToString())
            .ShouldBe(receipts.Values.ToDictionary(receipt => receipt.Ref!.Id, receipt => receipt.Key["make ".Length..]), ignoreOrder: true);
        _subject.System.Calls.Violations.Select(violation => violation.ToJson().ToJsonString()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_deleted_is_not_read_as_if_it_were_there()
    {
        await _subject.ReadyAsync();
        var (kept, deleted) = (await _subject.MadeAsync("Kept AG"), await _subject.MadeAsync("Gone AG"));
        _subject.PersonDeletes(deleted);

        var read = await _subject.Connector.ReadManyAsync(_subject.Selection, [kept, deleted], Ct);

        read.Where(record => !record.Deleted).Select(record => record.Ref.Id).ShouldBe([kept]);
        (await _subject.FindAsync("Gone AG")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_finds_text_without_regard_to_case_and_quotes_are_text()
    {
        await _subject.ReadyAsync();
        var id = await _subject.MadeAsync("O'Hara \"Süd\" & Söhne 山田");
        await _subject.MadeAsync("Other AG");

        var found = await _subject.Connector.FindManyAsync(
            _subject.Selection, [new FindKey(_subject.Name, "o'hara \"süd\" & söhne 山田"), new FindKey(_subject.Name, "nobody' or 1 = 1")], Ct);

        found.Select(record => record.Ref.Id).ShouldBe([id]);
    }

    [Fact]
    public async Task A_key_on_a_field_that_is_not_there_is_a_broken_mapping()
    {
        await _subject.ReadyAsync();

        var thrown = await Should.ThrowAsync<ConnectorException>(() => _subject.Connector.FindManyAsync(_subject.Selection, [new FindKey("no_such_field", "x")], Ct));

        thrown.Fault.Kind.ShouldBe(FaultKind.MappingBroken);
    }
}
