using CsCheck;
using Harness.Core.Governance;
using Harness.Core.Records;
using static Harness.Unit.Core.Preset;

namespace Harness.Unit.Core.Governance;

public sealed class BaselineTests
{
    [Fact]
    public void Every_kind_of_value_comes_back_as_what_it_was()
    {
        var fields = Fields(
            ("text", "Ünïcode \u0000 👩‍👩‍👧 שלום \"quoted\" \\"), ("half", "\ud83d alone"), ("empty", ""), ("null", null), ("yes", true), ("no", false),
            ("number", 1.50m), ("money", new Money(0.001m, "KWD")), ("date", new DateOnly(2026, 1, 31)),
            ("instant", new DateTimeOffset(2026, 1, 31, 23, 59, 59, 123, TimeSpan.FromHours(14))));
        Line[] lines = [new("k1", Fields(("quantity", 2m))), new("", FieldSet.Empty)];

        var (back, backLines) = Baselines.FromJson(Baselines.ToJson(fields, lines));

        back.ShouldBe(fields);
        ((decimal)back.ValueOf("number")!).Scale.ShouldBe((byte)2);
        backLines!.Select(line => line.Key).ShouldBe(["k1", ""]);
        backLines![0].Fields.ShouldBe(lines[0].Fields);
    }

    [Fact]
    public void Lines_that_were_never_read_come_back_as_that() =>
        Baselines.FromJson(Baselines.ToJson(FieldSet.Empty, null)).Lines.ShouldBeNull();

    [Fact]
    public void Any_text_survives() =>
        Gen.String[Gen.Char].Sample(text => Baselines.FromJson(Baselines.ToJson(Fields(("text", text)), null)).Fields.ValueOf("text") is string back && back == text);

    [Fact]
    public void Any_amount_survives_to_the_last_place() =>
        Gen.Decimal.Sample(amount => Baselines.FromJson(Baselines.ToJson(Fields(("m", new Money(amount, "EUR"))), null)).Fields.ValueOf("m") is Money back && back.Amount == amount);
}
