namespace Harness.Core.Records;

/// <summary>An amount in the major unit of its ISO 4217 currency. Two amounts of different currencies are never added or equal.</summary>
public sealed record Money(decimal Amount, string Currency)
{
    public static Money operator +(Money left, Money right) => left with { Amount = left.Amount + Same(left, right).Amount };

    public static Money operator -(Money left, Money right) => left with { Amount = left.Amount - Same(left, right).Amount };

    /// <summary>Half away from zero at the currency's own minor unit: 0 places for JPY, 3 for KWD.</summary>
    public Money Rounded() => this with { Amount = Math.Round(Amount, Currencies.MinorUnits(Currency), MidpointRounding.AwayFromZero) };

    public bool Equals(Money? other) => other is not null && Amount == other.Amount && Currency == other.Currency;

    public override int GetHashCode() => HashCode.Combine(Amount, Currency);

    public override string ToString() => $"{Amount:0.###########} {Currency}";

    private static Money Same(Money left, Money right) => left.Currency == right.Currency
        ? right
        : throw new InvalidOperationException($"Amounts in {left.Currency} and {right.Currency} cannot be combined.");
}
