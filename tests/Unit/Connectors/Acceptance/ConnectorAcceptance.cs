using Harness.Port;
using Harness.Simulators.Behaviours;

namespace Harness.Unit.Connectors.Acceptance;

/// <summary>
/// What the engine relies on, whichever vendor it is: every connector stands this on its simulator. A new one derives a
/// class with its vendor's name, and nothing else; what only one vendor has is tested beside its connector.
/// </summary>
public abstract partial class ConnectorAcceptance(string vendor) : IDisposable
{
    private readonly Subject _subject = new(vendor);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_matrix_names_is_described()
    {
        var described = await _subject.ReadyAsync();

        described.Vendor.Replace(" ", "", StringComparison.Ordinal).ShouldBe(vendor, StringCompareShould.IgnoreCase);
        described.AccountId.ShouldNotBeNullOrEmpty();
        described.Objects.Select(one => one.Name).ShouldBe(_subject.Objects, ignoreOrder: true);
        _subject.Missing(described).ShouldBeEmpty();
        var account = described.Objects.Single(one => one.Name == _subject.Object);
        (account.Readable, account.Createable, account.Updateable).ShouldBe((true, true, true));
        var name = account.Fields.Single(field => field.Path == _subject.Name);
        (name.Type, name.Createable, name.Updateable).ShouldBe((FieldType.Text, true, true));
    }

    [Fact]
    public async Task An_object_that_is_not_there_is_not_described_as_if_it_were()
    {
        try
        {
            var described = await _subject.Connector.DescribeAsync([_subject.Object, "no_such_object"], Ct);
            described.Objects.Where(one => one.Name == "no_such_object").ShouldAllBe(one => !one.Readable);
        }
        catch (ConnectorException refused)
        {
            refused.Fault.Kind.ShouldBe(FaultKind.MappingBroken);
            refused.Fault.Message.ShouldContain("no_such_object");
        }
    }

    [Fact]
    public async Task Fields_that_were_created_are_there_when_asked_again()
    {
        await _subject.ReadyAsync();
        var spec = new FieldSpec(_subject.Object, _subject.KeyPath, "Harness key", FieldType.Text, 80, ExternalKey: true);

        (await _subject.Connector.EnsureFieldsAsync([spec], Ct)).ShouldHaveSingleItem().State.ShouldBe(FieldProvisionState.Present);
    }

    [Fact]
    public async Task A_field_that_the_vendor_took_away_is_gone_from_the_description_and_a_write_to_it_is_refused()
    {
        await _subject.ReadyAsync();
        var id = await _subject.MadeAsync("Drift AG");
        _subject.Arm(FaultKinds.SchemaChange, options: new() { ["object"] = _subject.Object, ["field"] = _subject.PathOf("credit_limit") });
        (await _subject.FindAsync("Drift AG")).Count.ShouldBe(1);

        var described = await _subject.Connector.DescribeAsync([_subject.Object], Ct);
        var receipt = await _subject.WriteOneAsync(_subject.Change(id, (_subject.PathOf("credit_limit"), 5000m)));

        described.Objects.Single().Fields.Select(field => field.Path).ShouldNotContain(_subject.PathOf("credit_limit"));
        receipt.Status.ShouldBe(WriteStatus.Refused);
        receipt.Fault!.Kind.ShouldBe(FaultKind.MappingBroken);
    }

    [Fact]
    public async Task A_field_that_was_put_back_is_described_read_and_written_again_by_the_connector_that_missed_it()
    {
        await _subject.ReadyAsync();
        var path = _subject.PathOf("credit_limit");
        var id = await _subject.MadeAsync("Back AG");
        _subject.Arm(FaultKinds.SchemaChange, options: new() { ["object"] = _subject.Object, ["field"] = path });
        (await _subject.FindAsync("Back AG")).Count.ShouldBe(1);
        (await _subject.WriteOneAsync(_subject.Change(id, (path, 5000m)))).Status.ShouldBe(WriteStatus.Refused);

        _subject.PersonDoes("show-field", new() { ["object"] = _subject.Object, ["field"] = path });
        var described = await _subject.Connector.DescribeAsync([_subject.Object], Ct);

        described.Objects.Single().Fields.Select(field => field.Path).ShouldContain(path);
        (await _subject.WriteOneAsync(_subject.Change(id, (path, 5000m)))).Status.ShouldBe(WriteStatus.Written);
        var read = (await _subject.Connector.ReadManyAsync(new Selection(_subject.Object, path), [id], Ct)).ShouldHaveSingleItem();
        decimal.Parse(read.Values[path]!.ToString()).ShouldBe(5000m);
    }

    [Fact]
    public async Task The_vendors_counters_are_read_and_kept()
    {
        await _subject.ReadyAsync();

        var usage = await _subject.Connector.ReadUsageAsync(Ct);

        usage.SeenAt.ShouldBeGreaterThan(DateTimeOffset.UnixEpoch);
        (usage.CallsUsed ?? 0).ShouldBeGreaterThanOrEqualTo(0);
        (usage.CallLimit ?? 1).ShouldBeGreaterThan(0);
        (usage.ConcurrencyLimit ?? 1).ShouldBeGreaterThan(0);
    }

    public void Dispose()
    {
        _subject.Dispose();
        GC.SuppressFinalize(this);
    }
}
