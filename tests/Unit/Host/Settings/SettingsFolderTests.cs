using System.Text.Json.Nodes;
using Harness.Host.Commands;
using Harness.Host.Settings;

namespace Harness.Unit.Host.Settings;

public sealed class SettingsFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("harness-settings-").FullName;

    public SettingsFolderTests() => InitCommand.Write(_folder, "salesforce", "netsuite", new DateOnly(2026, 1, 31));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Sytems:x", "1", "Did you mean 'Systems'?")]
    [InlineData("Integrations:main:Polcy:From", "2026-01-01", "Did you mean 'Policy'?")]
    [InlineData("Systems:netsuite:Quota:Concurrency", "many", "\"many\" is not a whole number")]
    [InlineData("Integrations:main:Policy:From", "31.12.2026", "is not a day like")]
    [InlineData("Integrations:main:Policy:FirstRetry", "soon", "is not a time like")]
    [InlineData("Integrations:main:Waves:Default", "Liv", "one of Off, Shadow, Live")]
    [InlineData("Integrations:main:Policy:TimeZone", "Mars/Crater", "is not an IANA time zone")]
    [InlineData("Integrations:main:Erp", "odoo", "there is no system \"odoo\"")]
    [InlineData("Integrations:main:Schedules:sales_order:Every", "00:01:00", "Did you mean 'sales_orders'?")]
    [InlineData("Integrations:main:Schedules:accounts:Cron", "x y", "is not an expression of five fields")]
    [InlineData("Integrations:main:Schedules:accounts:Every", "00:00:00", "one second or more")]
    [InlineData("Health:Port", "70000", "between 0 and 65535")]
    [InlineData("Health", "on", "it is a group of settings")]
    [InlineData("Ledger:Postgres", "Host=db;Database=harness", "not both")]
    [InlineData("Ledger:HoldFor", "00:00:01", "between 2 seconds and 1 hour")]
    [InlineData("Ledger:Path", "", "name a file")]
    public void A_wrong_setting_is_named_with_its_file_its_path_and_what_is_allowed(string path, string value, string message)
    {
        Write(path, value);

        var problem = Problems().ShouldHaveSingleItem();

        problem.ShouldContain(message);
        problem.ShouldContain(Path.Combine(_folder, "appsettings.json"));
        problem.ShouldContain(path.Split(':')[^1] is "Every" or "Cron" ? "Schedules" : path.Split(':')[0]);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        Write("Sytems:x", "1");
        Write("Health:Prt", "1");

        Problems().Count.ShouldBe(2);
    }

    [Fact]
    public void An_integration_without_a_from_date_is_refused()
    {
        Change(settings => settings["Integrations"]!["main"]!["Policy"]!.AsObject().Remove("From"));

        Problems().ShouldHaveSingleItem().ShouldContain("Integrations:main:Policy:From");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"a\": ")]
    [InlineData("[1]")]
    [InlineData("null")]
    public void A_file_that_is_not_a_JSON_object_is_refused(string text)
    {
        File.WriteAllText(Path.Combine(_folder, "appsettings.json"), text);

        Problems().ShouldNotBeEmpty();
    }

    [Fact]
    public void A_secret_in_the_file_is_refused_and_never_shown()
    {
        Write("Systems:netsuite:Login:PrivateKeyPem", "CANARY");

        var problem = Problems().ShouldHaveSingleItem();

        problem.ShouldContain("HARNESS__Systems__netsuite__Login__PrivateKeyPem");
        problem.ShouldNotContain("CANARY");
    }

    [Fact]
    public void A_secret_on_the_command_line_is_refused_and_never_shown()
    {
        var refused = Should.Throw<SettingsException>(() => CommandLineSettings.Of(["Systems:netsuite:Login:PrivateKeyPem=CANARY"]));

        refused.Message.ShouldContain("must not be on the command line");
        refused.Message.ShouldNotContain("CANARY");
    }

    [Fact]
    public void The_environments_own_file_lies_over_the_first_and_the_command_line_over_both()
    {
        File.WriteAllText(Path.Combine(_folder, "appsettings.Production.json"), """{ "Health": { "Port": 1111 }, "Ledger": { "Path": "other.db" } }""");

        var settings = SettingsFolder.Open(_folder, CommandLineSettings.Of(["Health:Port=2222"])).Settings;

        (settings.Health.Port, settings.Ledger.Path).ShouldBe((2222, "other.db"));
    }

    [Theory]
    [InlineData("Host=db;Database=harness;Password=CANARY", "must not be in it")]
    [InlineData("Host=db", "Database is missing")]
    public void A_connection_string_that_cannot_be_used_is_named_and_never_shown(string connection, string message)
    {
        Change(settings => settings["Ledger"] = new JsonObject { ["Postgres"] = connection });

        var problem = Problems().ShouldHaveSingleItem();

        problem.ShouldContain(message);
        problem.ShouldContain("Ledger:Postgres");
        problem.ShouldContain("HARNESS__Ledger__Password");
        problem.ShouldNotContain("CANARY");
    }

    [Fact]
    public void The_ledger_s_password_is_refused_in_the_file_and_taken_from_elsewhere()
    {
        Change(settings => settings["Ledger"] = new JsonObject { ["Postgres"] = "Host=db;Database=harness", ["Password"] = "CANARY" });
        Problems().ShouldHaveSingleItem().ShouldNotContain("CANARY");

        Change(settings => settings["Ledger"]!.AsObject().Remove("Password"));

        SettingsFolder.Open(_folder, new Dictionary<string, string?> { ["Ledger:Password"] = "x" }).Settings.Ledger.Password.ShouldBe("x");
    }

    [Fact]
    public void Log_levels_are_set_as_in_any_host()
    {
        Write("Logging:LogLevel:Default", "Warning");

        SettingsFolder.Open(_folder).Configuration["Logging:LogLevel:Default"].ShouldBe("Warning");
    }

    private IReadOnlyList<string> Problems() => Should.Throw<SettingsException>(() => SettingsFolder.Open(_folder)).Problems;

    private void Write(string path, string value) => Change(settings =>
    {
        var keys = path.Split(':');
        var at = settings;
        foreach (var key in keys.SkipLast(1))
        {
            at = (at[key] ??= new JsonObject()).AsObject();
        }

        at[keys[^1]] = value;
    });

    private void Change(Action<JsonObject> change)
    {
        var file = Path.Combine(_folder, "appsettings.json");
        var settings = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        change(settings);
        File.WriteAllText(file, settings.ToJsonString());
    }
}
