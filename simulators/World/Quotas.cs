using Bogus;

namespace Harness.Simulators;

internal enum Flaw
{
    /// <summary>The CRM's billing address has no country.</summary>
    NoCountry,

    /// <summary>The ERP has customers of the same name and country, and nothing else to tell by.</summary>
    Doubtful,

    LongName,
}

/// <summary>
/// Which companies carry which flaw. A fixed share instead of a draw each, so that a small world with some mess has every
/// flaw and one without mess has none.
/// </summary>
internal sealed class Quotas
{
    private readonly Dictionary<int, Flaw> flaws = [];

    public Quotas(WorldOptions options, Randomizer random)
    {
        var numbers = new Queue<int>(random.Shuffle(Enumerable.Range(1, options.Accounts)));
        Assign(Flaw.NoCountry, Count(options, 0.3));
        Assign(Flaw.Doubtful, Count(options, 0.2));
        Assign(Flaw.LongName, options.Accounts >= 50 ? Math.Min(1, Count(options, 0.1)) : 0);

        void Assign(Flaw flaw, int count)
        {
            for (; count > 0 && numbers.TryDequeue(out var number); count--)
            {
                flaws.Add(number, flaw);
            }
        }
    }

    public bool IsOf(Flaw flaw, int number) => flaws.TryGetValue(number, out var found) && found == flaw;

    /// <summary>At least one as soon as there is any mess and room for it.</summary>
    public static int Count(WorldOptions options, double share) => options.Mess == 0 || options.Accounts < 10
        ? 0
        : Math.Max(1, (int)Math.Round(options.Accounts * options.Mess * share));
}
