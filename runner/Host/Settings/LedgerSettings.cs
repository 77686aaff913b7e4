using System.ComponentModel.DataAnnotations;
using Harness.Store;

namespace Harness.Host.Settings;

/// <summary>Where the ledger lives: in a file, or on a PostgreSQL server.</summary>
internal sealed class LedgerSettings : IValidatableObject
{
    /// <summary>A file, relative to the configuration folder; harness.db where nothing is said.</summary>
    public string? Path { get; init; }

    /// <summary>A connection string without the password: Host=db.example.com;Database=harness;Username=harness.</summary>
    public string? Postgres { get; init; }

    /// <summary>A secret: from the environment or the service's credentials, never from a file.</summary>
    public string? Password { get; init; }

    /// <summary>
    /// How long a runner that says nothing keeps the ledger to itself. On PostgreSQL another one may take over after that long; on a file
    /// the operating system tells at once.
    /// </summary>
    public TimeSpan HoldFor { get; init; } = TimeSpan.FromMinutes(2);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Path is not null && Postgres is not null)
        {
            yield return new ValidationResult("Give either Path (a file) or Postgres (a connection string), not both.", [nameof(Postgres)]);
        }

        if (Path is { Length: 0 })
        {
            yield return new ValidationResult("Path is empty: name a file.", [nameof(Path)]);
        }

        if (Postgres is not null && PostgresLedgerOptions.Problem(Postgres) is { } problem)
        {
            yield return new ValidationResult($"{problem} The password belongs to Ledger:Password. {Secrets.Remedy("Ledger:Password")}", [nameof(Postgres)]);
        }

        if (Password is not null && Postgres is null)
        {
            yield return new ValidationResult("A password belongs to a server: give Postgres, or leave Password out.", [nameof(Password)]);
        }

        if (HoldFor < TimeSpan.FromSeconds(2) || HoldFor > TimeSpan.FromHours(1))
        {
            yield return new ValidationResult("HoldFor must be between 2 seconds and 1 hour.", [nameof(HoldFor)]);
        }
    }
}
