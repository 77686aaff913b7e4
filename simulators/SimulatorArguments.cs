using System.Globalization;

namespace Harness.Simulators;

/// <summary>The command line of the simulators' program.</summary>
internal sealed record SimulatorArguments(
    IReadOnlyList<string> Systems, int Port, string Latency, int? ParentPid, WorldOptions World)
{
    public const string Usage =
        "harness-simulators --systems salesforce,netsuite [--seed 7] [--accounts 100] [--opportunities 100] [--lines 3] "
        + "[--mess 0.1] [--latency none|vendor] [--port 0] [--parent-pid N]";

    /// <summary>Throws <see cref="FormatException"/> with a sentence for the person at the keyboard.</summary>
    public static SimulatorArguments Parse(IReadOnlyList<string> args, DateOnly today)
    {
        var parsed = new SimulatorArguments([.. Vendors.All.Keys], 0, "none", null, new WorldOptions { Today = today });
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : throw new FormatException($"{args[i]} needs a value.");
            parsed = args[i] switch
            {
                "--systems" => parsed with { Systems = Known(value) },
                "--port" => parsed with { Port = Whole(args[i], value, 0, 65_000) },
                "--latency" => parsed with { Latency = value is "none" or "vendor" ? value : throw Wrong(args[i], "none or vendor", value) },
                "--parent-pid" => parsed with { ParentPid = Whole(args[i], value, 1, int.MaxValue) },
                "--seed" => parsed with { World = parsed.World with { Seed = Whole(args[i], value, 0, int.MaxValue) } },
                "--accounts" => parsed with { World = parsed.World with { Accounts = Whole(args[i], value, 0, 200_000) } },
                "--opportunities" => parsed with { World = parsed.World with { Opportunities = Whole(args[i], value, 0, 200_000) } },
                "--lines" => parsed with { World = parsed.World with { LinesPerOpportunity = Whole(args[i], value, 1, 30) } },
                "--mess" => parsed with { World = parsed.World with { Mess = Share(args[i], value) } },
                _ => throw new FormatException($"There is no option {args[i]}."),
            };
        }

        return parsed;
    }

    private static List<string> Known(string value)
    {
        var names = value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
        return names.Find(name => !Vendors.All.ContainsKey(name)) is { } unknown
            ? throw new FormatException($"There is no system {unknown}: {string.Join(", ", Vendors.All.Keys)}.")
            : names;
    }

    private static int Whole(string option, string value, int low, int high) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high
            ? number
            : throw Wrong(option, $"a whole number from {low} to {high}", value);

    private static double Share(string option, string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= 1
            ? number
            : throw Wrong(option, "a number from 0 to 1", value);

    private static FormatException Wrong(string option, string allowed, string value) =>
        new($"{option} takes {allowed}, not \"{value}\".");
}
