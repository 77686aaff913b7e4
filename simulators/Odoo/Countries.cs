namespace Harness.Simulators.Odoo;

/// <summary>Countries and their parts as Odoo ships them: the ones that this company deals with, and their neighbours.</summary>
internal static class Countries
{
    private static readonly (string, string)[] none = [];

    public static readonly IReadOnlyList<(string Code, string Name, IReadOnlyList<(string Code, string Name)> States)> All =
    [
        ("DE", "Germany", [("BW", "Baden-Württemberg"), ("BY", "Bavaria"), ("BE", "Berlin"), ("BB", "Brandenburg"), ("HB", "Bremen"), ("HH", "Hamburg"), ("HE", "Hesse"),
            ("NI", "Lower Saxony"), ("NW", "North Rhine-Westphalia"), ("RP", "Rhineland-Palatinate"), ("SN", "Saxony"), ("SH", "Schleswig-Holstein"), ("TH", "Thuringia")]),
        ("US", "United States", [("AZ", "Arizona"), ("CA", "California"), ("CO", "Colorado"), ("FL", "Florida"), ("IL", "Illinois"), ("MA", "Massachusetts"), ("NY", "New York"),
            ("OR", "Oregon"), ("PA", "Pennsylvania"), ("TX", "Texas"), ("WA", "Washington")]),
        ("GB", "United Kingdom", none),
        ("FR", "France", none),
        ("JP", "Japan", [("13", "Tokyo"), ("27", "Osaka")]),
        ("KW", "Kuwait", none),
        ("CH", "Switzerland", [("ZH", "Zürich"), ("GE", "Geneva"), ("BE", "Bern")]),
        ("AT", "Austria", none),
        ("IT", "Italy", [("MI", "Milano"), ("RM", "Roma")]),
        ("ES", "Spain", [("M", "Madrid"), ("B", "Barcelona")]),
        ("NL", "Netherlands", none),
        ("BE", "Belgium", none),
        ("PL", "Poland", none),
        ("SE", "Sweden", none),
        ("CA", "Canada", [("ON", "Ontario"), ("QC", "Quebec"), ("BC", "British Columbia")]),
        ("AU", "Australia", [("NSW", "New South Wales"), ("VIC", "Victoria")]),
        ("BR", "Brazil", [("SP", "São Paulo"), ("RJ", "Rio de Janeiro")]),
        ("IN", "India", [("MH", "Maharashtra"), ("DL", "Delhi")]),
    ];
}
