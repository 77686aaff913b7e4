using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Metadata;
using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Rules;

/// <summary>State and country picklists: the code and the text are one value in two spellings.</summary>
internal static class AddressRules
{
    public static void Apply(Draft draft, string prefix)
    {
        Pair(draft, prefix, "Country", "country", "country/territory", Countries.NameOf, Countries.CodeOf);
        var country = draft.Text(prefix + "CountryCode");
        var sent = draft.Gives(prefix + "State") || draft.Gives(prefix + "StateCode");
        if (sent && country is null)
        {
            throw Refusal(
                $"A country/territory must be specified before specifying a state value for field: {prefix} State/Province", prefix + "State");
        }

        Pair(draft, prefix, "State", "state", "state",
            code => Countries.StateName(country!, code), name => Countries.StateCode(country!, name));
        if (draft.Has(prefix + "CountryCode") && !sent && draft.Text(prefix + "StateCode") is { } kept &&
            (country is null || Countries.StateName(country, kept) is null))
        {
            throw Problem(prefix, "State", "state", "state");
        }
    }

    private static void Pair(
        Draft draft, string prefix, string part, string word, string list, Func<string, string?> nameOf, Func<string, string?> codeOf)
    {
        var (text, code) = (prefix + part, $"{prefix}{part}Code");
        if (draft.Gives(code))
        {
            draft[code] = draft.Text(code)!.ToUpperInvariant();
            draft[text] = nameOf(draft.Text(code)!) ?? throw Problem(prefix, part, word, list);
        }
        else if (draft.Gives(text))
        {
            draft[code] = codeOf(draft.Text(text)!) ?? throw Problem(prefix, part, word, list);
            draft[text] = nameOf(draft.Text(code)!);
        }
        else if (draft.Has(code) || draft.Has(text))
        {
            draft[code] = null;
            draft[text] = null;
        }
    }

    private static VendorRuleException Problem(string prefix, string part, string word, string list) => Refusal(
        $"There's a problem with this {word}, even though it may appear correct. Please select a {list} from the list of valid " +
        $"{(word == "state" ? "states" : "countries/territories")}.: {prefix} {(word == "state" ? "State/Province" : "Country")}",
        prefix + part);

    private static VendorRuleException Refusal(string message, string field) => new("FIELD_INTEGRITY_EXCEPTION", message, field);
}
