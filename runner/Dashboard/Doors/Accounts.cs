using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Harness.Sync.Desk;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace Harness.Dashboard.Doors;

/// <summary>Accounts of Harness's own, and the first one, which needs the token from the program's console.</summary>
public sealed class Accounts(Office office)
{
    public const int ShortestPassword = 12;

    private const string StampClaim = "harness:stamp";
    private const int MostFailures = 5;

    private static readonly TimeSpan LockFor = TimeSpan.FromMinutes(5);

    private readonly PasswordHasher<string> _hasher = new();

    /// <summary>Shown on the console once; whoever has it makes the first account.</summary>
    public string SetUpToken { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public async Task<bool> AreThereAnyAsync(CancellationToken ct) => (await office.Ledger.ReadPeopleAsync(ct)).Count > 0;

    public async Task<string?> SetUpAsync(string token, string name, string password, CancellationToken ct)
    {
        if (!Same(token, SetUpToken))
        {
            return "This is not the token that the program showed when it started.";
        }

        return await AreThereAnyAsync(ct) ? "The first account exists already." : await AddAsync(name, null, Role.Admin, password, name, "first account", ct);
    }

    public async Task<string?> AddAsync(string name, string? email, Role role, string? password, string by, string why, CancellationToken ct)
    {
        if (name.Trim().Length is 0 or > 60 || name.Any(char.IsControl) || name is "harness")
        {
            return "A name has 1 to 60 letters, and \"harness\" is the program itself.";
        }

        if (password is { Length: < ShortestPassword })
        {
            return $"A password has at least {ShortestPassword} characters.";
        }

        if ((await office.Ledger.ReadPeopleAsync(ct)).Any(person => string.Equals(person.Name, name.Trim(), StringComparison.OrdinalIgnoreCase)))
        {
            return $"There is somebody called {name.Trim()} already.";
        }

        var hash = password is null ? null : _hasher.HashPassword(name, password);
        await office.Ledger.KeepPersonAsync(new Person(name.Trim(), email, role, hash, null, NewStamp(), 0, null, false), by, why, office.Now, ct);
        return null;
    }

    /// <summary>Null: unknown, wrong, locked or disabled; which of them is nobody's business.</summary>
    public async Task<Person?> SignInAsync(string name, string password, CancellationToken ct)
    {
        var person = (await office.Ledger.ReadPeopleAsync(ct)).FirstOrDefault(one => string.Equals(one.Name, name.Trim(), StringComparison.OrdinalIgnoreCase));
        var verified = _hasher.VerifyHashedPassword(name, person?.PasswordHash ?? Decoy, password) != PasswordVerificationResult.Failed;
        if (person is null or { IsDisabled: true } or { PasswordHash: null } || person.LockedUntil > office.Now)
        {
            return null;
        }

        var failures = verified ? 0 : person.Failures + 1;
        if (failures != person.Failures)
        {
            var locked = failures >= MostFailures ? office.Now + LockFor : (DateTimeOffset?)null;
            await office.Ledger.KeepPersonAsync(person with { Failures = locked is null ? failures : 0, LockedUntil = locked }, person.Name, "sign-in", office.Now, ct);
        }

        return verified ? person : null;
    }

    /// <summary>A key for programs, shown once.</summary>
    public async Task<string> NewKeyAsync(Person person, string by, CancellationToken ct)
    {
        var key = $"hk_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24))}";
        await office.Ledger.KeepPersonAsync(person with { KeyHash = HashOf(key) }, by, "new key for programs", office.Now, ct);
        return key;
    }

    public async Task<Person?> OfKeyAsync(string key, CancellationToken ct)
    {
        var hash = HashOf(key);
        return (await office.Ledger.ReadPeopleAsync(ct)).FirstOrDefault(person => person is { IsDisabled: false, KeyHash: { } known } && Same(known, hash));
    }

    public Task ChangeAsync(Person person, Role role, bool isDisabled, string by, string why, CancellationToken ct) =>
        office.Ledger.KeepPersonAsync(person with { Role = role, IsDisabled = isDisabled, Stamp = NewStamp() }, by, why, office.Now, ct);

    public static ClaimsPrincipal PrincipalOf(Person person, string scheme = CookieAuthenticationDefaults.AuthenticationScheme) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.Name, person.Name), new Claim(ClaimTypes.Role, $"{person.Role}"), new Claim(StampClaim, person.Stamp),
            new Claim(ClaimTypes.Email, person.Email ?? string.Empty),
        ],
        scheme));

    /// <summary>Role, password and switch-off take effect with the next click.</summary>
    public async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var stamp = context.Principal?.FindFirstValue(StampClaim);
        if (stamp is null)
        {
            return;
        }

        var people = await office.Ledger.ReadPeopleAsync(context.HttpContext.RequestAborted);
        if (!people.Any(person => person.Name == context.Principal!.Identity!.Name && person.Stamp == stamp && !person.IsDisabled))
        {
            context.RejectPrincipal();
        }
    }

    // Somebody who does not exist takes as long as somebody who does.
    private string Decoy => field ??= _hasher.HashPassword("nobody", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));

    private static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static bool Same(string given, string known) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given.Trim()), Encoding.UTF8.GetBytes(known));
}
