using System.Text.Json.Nodes;
using Harness.Core.Mapping;
using Harness.Core.Mapping.Iso;

namespace Harness.Unit.Core.Mapping;

public sealed class TransformTests
{
    [Theory]
    [InlineData("Germany", "DE")]
    [InlineData("Deutschland", "DE")]
    [InlineData("allemagne", "DE")]
    [InlineData("DEU", "DE")]
    [InlineData(" de ", "DE")]
    [InlineData("United States of America", "US")]
    [InlineData("U.S.A.", "US")]
    [InlineData("Vereinigte Staaten", "US")]
    [InlineData("États-Unis", "US")]
    [InlineData("UK", "GB")]
    [InlineData("Royaume-Uni", "GB")]
    [InlineData("The Netherlands", "NL")]
    [InlineData("Österreich", "AT")]
    [InlineData("O\u0308sterreich", "AT")]
    [InlineData("Suisse", "CH")]
    [InlineData("日本", "JP")]
    [InlineData("الكويت", "KW")]
    [InlineData("Côte d’Ivoire", "CI")]
    [InlineData("Korea, Republic of", "KR")]
    [InlineData("Türkiye", "TR")]
    [InlineData("Turkey", "TR")]
    [InlineData("Czech Republic", "CZ")]
    [InlineData("XK", "XK")]
    public void Countries_are_known_by_code_and_by_name(string text, string code) => Read("iso_country", text).ShouldBe(code);

    [Theory]
    [InlineData("Atlantis")]
    [InlineData("ZZ")]
    [InlineData("12")]
    public void What_is_no_country_is_a_trouble(string text) =>
        Transforms.Find("iso_country")!.Read(JsonValue.Create(text), default).Trouble.ShouldNotBeNull();

    [Theory]
    [InlineData("US", "California", "CA")]
    [InlineData("US", "us-ca", "CA")]
    [InlineData("US", "tx", "TX")]
    [InlineData("CA", "Québec", "QC")]
    [InlineData("CA", "British Columbia", "BC")]
    [InlineData("AU", "New South Wales", "NSW")]
    [InlineData("DE", "Bavaria", "BY")]
    [InlineData("DE", "Baden-Württemberg", "BW")]
    [InlineData("CH", "Zurich", "ZH")]
    [InlineData("CH", "Genf", "GE")]
    [InlineData("IT", "Milano", "MI")]
    [InlineData("IT", "Rome", "RM")]
    [InlineData("MX", "Nuevo Leon", "NLE")]
    [InlineData("BR", "Sao Paulo", "SP")]
    [InlineData("IN", "Maharashtra", "MH")]
    [InlineData("JP", "Tokyo", "13")]
    [InlineData("JP", "Osaka-fu", "27")]
    [InlineData("JP", "大阪府", "27")]
    [InlineData("US", "Somewhere", "Somewhere")]
    [InlineData(null, "California", "California")]
    public void States_go_by_their_country_and_unknown_ones_stay_as_typed(string? country, string text, string code) =>
        Read("iso_state", text, new TransformContext(country, null)).ShouldBe(code);

    [Theory]
    [InlineData("DE", "(0228) 123-456", "+49228123456")]
    [InlineData("DE", "+49 (0)228 123456", "+49228123456")]
    [InlineData(null, "0049 228 123456", "+49228123456")]
    [InlineData("US", "(415) 555-0100", "+14155550100")]
    [InlineData("US", "1-415-555-0100", "+14155550100")]
    [InlineData("GB", "020 7946 0123", "+442079460123")]
    [InlineData("IT", "02 1234567", "+39021234567")]
    [InlineData("FR", "01 70 11 22 33", "+33170112233")]
    [InlineData("JP", "03-1234-5678", "+81312345678")]
    [InlineData("KW", "2222 3333", "+96522223333")]
    [InlineData(null, "(0228) 123-456", "(0228) 123-456")]
    [InlineData("DE", "+49 228 123456 ext. 7", "+49 228 123456 ext. 7")]
    [InlineData("DE", "call reception", "call reception")]
    [InlineData("DE", "12", "12")]
    public void Phone_numbers_become_international_where_they_can_be_read_for_certain(string? country, string text, string number) =>
        PhoneNumbers.Normalise(text, country).ShouldBe(number);

    [Theory]
    [InlineData("https://www.Acme.example/de?x=1", "acme.example")]
    [InlineData("acme.example", "acme.example")]
    [InlineData("info@acme.example", "acme.example")]
    [InlineData("http://user@acme.example:8080/", "acme.example")]
    [InlineData("WWW.ACME.EXAMPLE", "acme.example")]
    public void The_domain_is_the_host_of_an_address(string text, string domain) => Read("domain", text).ShouldBe(domain);

    [Theory]
    [InlineData("acme.example", "https://acme.example")]
    [InlineData("HTTP://Acme.Example/", "http://acme.example")]
    [InlineData("https://acme.example/Shop", "https://acme.example/Shop")]
    public void A_web_address_has_its_scheme(string text, string url) => Read("url", text).ShouldBe(url);

    [Theory]
    [InlineData("tax_id", "de 123.456-789", "DE123456789")]
    [InlineData("email", " Some.One@Example.COM ", "some.one@example.com")]
    [InlineData("upper", "eur", "EUR")]
    [InlineData("lower", "EUR", "eur")]
    [InlineData("trim", "  a b  ", "a b")]
    [InlineData("currency", "jpy", "JPY")]
    public void Text_is_normalised(string transform, string text, string expected) => Read(transform, text).ShouldBe(expected);

    [Theory]
    [InlineData("-5.00%", -5)]
    [InlineData("10", 10)]
    [InlineData("33.33 %", 33.33)]
    public void Percentages_are_read_with_and_without_their_sign(string text, double percent) => Read("percent", text).ShouldBe((decimal)percent);

    [Fact]
    public void A_rate_keeps_six_places() =>
        Transforms.Find("rate")!.Read(JsonValue.Create(1.084567891m), default).Value.ShouldBe(1.084568m);

    [Theory]
    [InlineData("2026-12-31T23:30:00.000+0000", "Europe/Berlin", "2027-01-01")]
    [InlineData("2026-12-31T23:30:00Z", "America/New_York", "2026-12-31")]
    [InlineData("2026-12-31T10:30:00Z", "Pacific/Kiritimati", "2027-01-01")]
    [InlineData("2026-12-31", "Pacific/Kiritimati", "2026-12-31")]
    public void The_day_of_a_moment_is_the_day_in_the_rows_zone(string moment, string zone, string day) =>
        Transforms.Find("date_in_zone")!.Read(JsonValue.Create(moment), new TransformContext(null, zone)).Value.ShouldBe(DateOnly.Parse(day));

    [Theory]
    [InlineData("2026-03-29", "Europe/Berlin")]
    [InlineData("2018-11-04", "America/Sao_Paulo")]
    [InlineData("2026-12-31", "Pacific/Kiritimati")]
    public void A_day_written_as_a_moment_is_read_back_as_the_same_day_even_where_midnight_is_missing(string day, string zone)
    {
        var context = new TransformContext(null, zone);
        var transform = Transforms.Find("date_in_zone")!;

        transform.Read(transform.Write(DateOnly.Parse(day), context)!, context).Value.ShouldBe(DateOnly.Parse(day));
    }

    private static object? Read(string transform, string text, TransformContext context = default)
    {
        var read = Transforms.Find(transform)!.Read(JsonValue.Create(text), context);
        read.Trouble.ShouldBeNull();
        return read.Value;
    }
}
