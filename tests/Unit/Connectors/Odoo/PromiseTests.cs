namespace Harness.Unit.Connectors.Odoo;

/// <summary>Odoo 19: JSON-2.</summary>
public sealed class Json2Tests : OdooPromises
{
    private protected override OdooCompany Open() => new SimulatedCompany(19);
}

/// <summary>Odoo 14: the older calls.</summary>
public sealed class JsonRpcTests : OdooPromises
{
    private protected override OdooCompany Open() => new SimulatedCompany(14);
}

[Trait("System", "real Odoo")]
public sealed class RealOdooTests : OdooPromises
{
    private protected override OdooCompany Open()
    {
        Assert.SkipWhen(RealCompany.Absent is not null, RealCompany.Absent ?? "");
        return new RealCompany();
    }
}
