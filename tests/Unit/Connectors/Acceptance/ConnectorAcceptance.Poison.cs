using Harness.Port;

namespace Harness.Unit.Connectors.Acceptance;

/// <summary>A row that cannot be dealt with costs nobody else: neither its neighbours nor what comes after it.</summary>
public abstract partial class ConnectorAcceptance
{
    private const string Odd = "Odd one AG";

    [Theory]
    [InlineData("\\ud83d")]
    [InlineData("\\udc00\\ud83d")]
    [InlineData("\u0001")]
    [InlineData("\0")]
    public async Task Half_a_character_or_a_bare_control_in_one_record_leaves_the_others_of_its_page_whole(string poison)
    {
        await _subject.ReadyAsync();
        var ids = new[] { await _subject.MadeAsync("Before AG"), await _subject.MadeAsync(Odd), await _subject.MadeAsync("After AG") };
        _subject.Wire.Tamper = body => body.Replace(Odd, $"Odd {poison}one AG", StringComparison.Ordinal);

        var (polled, _) = await _subject.DrainAsync(null);
        var read = await _subject.Connector.ReadManyAsync(_subject.Selection, ids, Ct);

        foreach (var records in new[] { polled, read })
        {
            var names = records.DistinctBy(record => record.Ref.Id).ToDictionary(record => record.Ref.Id, record => record.Values[_subject.Name]!.GetValue<string>());
            (names[ids[0]], names[ids[2]]).ShouldBe(("Before AG", "After AG"));
            names[ids[1]].ShouldContain('\ufffd');
        }
    }

    [Fact]
    public async Task A_row_without_an_id_is_a_record_that_says_it_cannot_be_read_and_the_feed_goes_on()
    {
        await _subject.ReadyAsync();
        var (before, odd, after) = (await _subject.MadeAsync("Before AG"), await _subject.MadeAsync(Odd), await _subject.MadeAsync("After AG"));
        _subject.Wire.Tamper = body => TamperedWire.WithoutId(body, Odd);

        var (polled, cursor) = await _subject.DrainAsync(null);

        polled.Where(record => record.Unreadable is null).Select(record => record.Ref.Id).Distinct().ShouldBe([before, after], ignoreOrder: true);
        var lost = polled.Where(record => record.Unreadable is not null).DistinctBy(record => record.Ref.Id).ShouldHaveSingleItem();
        lost.Ref.Id.ShouldStartWith("unknown-");
        lost.Version.ShouldStartWith("unreadable-");

        _subject.Later();
        _subject.PersonRenames(odd, "Mended AG");
        _subject.Wire.Tamper = null;
        (await _subject.DrainAsync(cursor)).Records.Select(record => record.Ref.Id).ShouldContain(odd);
    }

    [Fact]
    public async Task An_answer_that_ends_in_the_middle_is_asked_for_again()
    {
        await _subject.ReadyAsync();
        var id = await _subject.MadeAsync("Whole AG");
        var cut = 0;
        _subject.Wire.Tamper = body => body.Contains("Whole AG", StringComparison.Ordinal) && cut++ == 0 ? body[..(body.IndexOf("Whole AG", StringComparison.Ordinal) + 4)] : body;

        var (polled, _) = await _subject.DrainAsync(null);

        cut.ShouldBeGreaterThan(1);
        polled.Select(record => record.Ref.Id).ShouldContain(id);
    }

    [Fact]
    public async Task Answers_that_are_never_whole_are_trouble_with_the_way_and_not_with_any_record()
    {
        await _subject.ReadyAsync();
        await _subject.MadeAsync("Whole AG");
        _subject.Wire.Tamper = body => body[..(body.Length / 2)];

        var thrown = await Should.ThrowAsync<ConnectorException>(() => _subject.DrainAsync(null));

        thrown.Fault.IsPassing.ShouldBeTrue();
    }
}
