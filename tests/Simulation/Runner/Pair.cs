using System.Text.Json.Nodes;
using Harness.Connectors.NetSuite;
using Harness.Connectors.Salesforce;
using Harness.Core.Mapping;
using Harness.Port;

namespace Harness.Simulation.Runner;

/// <summary>A CRM and an ERP that are kept in step, with the matrix that ships for them.</summary>
internal sealed record Pair(string Crm, string Erp)
{
    private static readonly Dictionary<string, VendorRow> Vendors = new()
    {
        ["salesforce"] = new VendorRow(
            (login, wire, clock, random) => SalesforceConnector.Create(
                "salesforce",
                new SalesforceOptions { LoginUrl = new Uri("https://acme.my.salesforce.com"), ClientId = Text(login, "client_id"), ClientSecret = Text(login, "client_secret") },
                wire, clock, random),
            HasConstantLogin: true),
        ["netsuite"] = new VendorRow(
            (login, wire, clock, random) => NetSuiteConnector.Create(
                "netsuite",
                new NetSuiteOptions
                {
                    Account = Text(login, "account"), ClientId = Text(login, "client_id"), CertificateId = Text(login, "certificate_id"), PrivateKeyPem = Text(login, "private_key_pem"),
                },
                wire, clock, random),
            HasConstantLogin: false),
    };

    private MappingMatrix? _matrix;

    public MappingMatrix Matrix => _matrix ??= Load();

    public static bool HasConstantLogin(string vendor) => Vendors[vendor].HasConstantLogin;

    public static IConnector Connect(string vendor, JsonObject login, HttpMessageHandler wire, TimeProvider clock, Random random) =>
        Vendors[vendor].Connect(login, wire, clock, random);

    private MappingMatrix Load()
    {
        var load = MappingMatrix.Load(Path.Combine(AppContext.BaseDirectory, "preset"), Crm, Erp);
        return load.Matrix ?? throw new InvalidOperationException(string.Join(Environment.NewLine, load.Problems));
    }

    private static string Text(JsonObject login, string name) => login[name]!.ToString();

    private sealed record VendorRow(Func<JsonObject, HttpMessageHandler, TimeProvider, Random, IConnector> Connect, bool HasConstantLogin);
}
