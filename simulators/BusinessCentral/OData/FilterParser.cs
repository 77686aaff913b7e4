using Harness.Simulators.BusinessCentral.Api;
using Harness.Simulators.BusinessCentral.Model;

namespace Harness.Simulators.BusinessCentral.OData;

/// <summary>Reads a $filter over one entity set.</summary>
internal sealed class FilterParser(EntitySet set, string text)
{
    private readonly FilterTokens tokens = new(text);

    public Condition Parse()
    {
        var condition = Either();
        return tokens.IsAtEnd ? condition : throw BcError.Bad($"Syntax error: '{tokens.Peek}' was not expected in '{text}'.");
    }

    private Condition Either()
    {
        var left = Both();
        while (tokens.TryTake("or"))
        {
            left = left.Or(Both());
        }

        return left;
    }

    private Condition Both()
    {
        var left = One();
        while (tokens.TryTake("and"))
        {
            left = left.And(One());
        }

        return left;
    }

    private Condition One()
    {
        if (tokens.TryTake("not"))
        {
            return One().Not();
        }

        if (tokens.TryTake("("))
        {
            var inner = Either();
            tokens.Expect(")");
            return inner;
        }

        var word = tokens.Next();
        if (!tokens.TryTake("("))
        {
            return Condition.Compare(Property(word), tokens.Next(), tokens.Next());
        }

        if (word.EndsWith("/any", StringComparison.Ordinal) || word.EndsWith("/all", StringComparison.Ordinal))
        {
            // Filters by lambda expressions are ignored, and everything comes back.
            tokens.SkipBrackets();
            return Condition.Always;
        }

        if (word is "tolower" or "toupper")
        {
            var cased = Property(tokens.Next());
            tokens.Expect(")");
            return Condition.IgnoringCase(cased, tokens.Next(), tokens.Next());
        }

        if (word is not ("contains" or "startswith" or "endswith"))
        {
            throw BcError.Bad($"An unknown function with name '{word}' was found.");
        }

        var property = Property(tokens.Next());
        tokens.Expect(",");
        var literal = tokens.Next();
        tokens.Expect(")");
        return Condition.Matches(property, word, literal);
    }

    private Property Property(string name) => set.Find(name)
        ?? throw BcError.Bad($"Could not find a property named '{name}' on type 'Microsoft.NAV.{set.Entity}'.");
}
