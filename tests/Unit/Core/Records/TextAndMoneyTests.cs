using System.Text;
using CsCheck;
using Harness.Core.Mapping.Iso;
using Harness.Core.Records;

namespace Harness.Unit.Core.Records;

public sealed class TextAndMoneyTests
{
    [Theory]
    [InlineData("e\u0301", "é")]
    [InlineData("O\u0308sterreich", "Österreich")]
    [InlineData("a\u0323\u0302", "ậ")]
    [InlineData("a\u0302\u0323", "ậ")]
    [InlineData("\u1112\u1161\u11ab", "한")]
    [InlineData("か\u3099", "が")]
    [InlineData("\u212b", "Å")]
    [InlineData("👩‍👩‍👧", "👩‍👩‍👧")]
    [InlineData("\u0958", "\u0915\u093c")]
    public void Marks_are_composed(string text, string composed) => UnicodeText.Nfc(text).ShouldBe(composed);

    [Fact]
    public void Half_a_character_stays_what_it_is()
    {
        var text = $"e\u0301{'\ud800'}y";

        (UnicodeText.Nfc(text) == $"é{'\ud800'}y").ShouldBeTrue();
    }

    [Fact]
    public void Composing_is_settled_after_once() =>
        Gen.String[Gen.Char].Sample(text => UnicodeText.Nfc(UnicodeText.Nfc(text)) == UnicodeText.Nfc(text));

    [Fact]
    public void Every_composed_letter_equals_its_parts()
    {
        foreach (var code in Enumerable.Range(0xC0, 0x1F00).Where(code => Rune.IsValid(code) && Rune.IsLetter(new Rune(code))))
        {
            var letter = new Rune(code).ToString();
            UnicodeText.Nfc(UnicodeText.Nfkd(letter)).Length.ShouldBeGreaterThan(0);
            TextFold.Key(UnicodeText.Nfc(letter)).ShouldBe(TextFold.Key(letter));
        }
    }

    [Theory]
    [InlineData("Zürich (Stadt)", "zurichstadt")]
    [InlineData("Straße", "strasse")]
    [InlineData("Ａｃｍｅ", "acme")]
    [InlineData("Łódź", "lodz")]
    public void Folding_keeps_what_a_reader_would_call_the_same(string text, string key) => TextFold.Key(text).ShouldBe(key);

    [Theory]
    [InlineData("JPY", 0)]
    [InlineData("EUR", 2)]
    [InlineData("KWD", 3)]
    [InlineData("CLF", 4)]
    public void Minor_units_are_the_currencys_own(string currency, int units)
    {
        Currencies.MinorUnits(currency).ShouldBe(units);
        Currencies.IsKnown(currency).ShouldBeTrue();
    }

    [Fact]
    public void What_is_no_currency_is_not_known()
    {
        Currencies.IsKnown("XXQ").ShouldBeFalse();
        Currencies.IsKnown("eur").ShouldBeFalse();
        Currencies.All.ShouldAllBe(code => code.Length == 3);
    }

    [Theory]
    [InlineData("JPY", "100.5", "101")]
    [InlineData("EUR", "0.125", "0.13")]
    [InlineData("EUR", "-0.125", "-0.13")]
    [InlineData("KWD", "1.0005", "1.001")]
    public void Amounts_round_half_away_from_zero_at_the_minor_unit(string currency, string amount, string rounded) =>
        new Money(decimal.Parse(amount), currency).Rounded().Amount.ShouldBe(decimal.Parse(rounded));

    [Fact]
    public void Sums_are_exact_and_never_mix_currencies()
    {
        Gen.Int[-1_000_000, 1_000_000].Array[1, 50].Sample(cents =>
            cents.Aggregate(new Money(0, "EUR"), (sum, each) => sum + new Money(each / 100m, "EUR")).Amount == cents.Sum(each => (long)each) / 100m);
        Should.Throw<InvalidOperationException>(() => new Money(1, "EUR") + new Money(1, "USD"));
    }
}
