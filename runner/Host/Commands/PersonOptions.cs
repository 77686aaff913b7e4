using System.CommandLine;

namespace Harness.Host.Commands;

/// <summary>Who decides, and why: kept in the audit log with everything that a person does.</summary>
internal sealed class PersonOptions
{
    private readonly Option<string> _why = new("--why") { Description = "The reason; it is kept in the audit log.", Required = true };
    private readonly Option<string> _by = new("--by") { Description = "Who decides.", DefaultValueFactory = _ => Environment.UserName };

    public PersonOptions()
    {
        _why.Validators.Add(given =>
        {
            if (string.IsNullOrWhiteSpace(given.GetValueOrDefault<string>()))
            {
                given.AddError("--why must not be empty: the audit log keeps the reason.");
            }
        });
    }

    public IReadOnlyList<Symbol> All => [_why, _by];

    public (string Name, string Why) Of(ParseResult parsed) => (parsed.GetValue(_by)!, parsed.GetValue(_why)!);
}
