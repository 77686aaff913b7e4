using Harness.Simulators.Behaviours;

namespace Harness.Simulation.Histories;

/// <summary>
/// All people of the company. What a vendor's rules refuse is refused to them as to anybody. One row for each vendor says
/// what its users do and how it marks what is deleted.
/// </summary>
internal sealed class People(SimulatedSystem crm, SimulatedSystem erp, SimulatedClock runner)
{
    private static readonly Dictionary<string, (string DeletedFlag, IReadOnlyDictionary<Deed, Action<Desk, Act>> Deeds)> Vendors = new()
    {
        ["salesforce"] = ("IsDeleted", SalesforcePeople.Deeds),
        ["netsuite"] = ("isDeleted", NetSuitePeople.Deeds),
    };

    private readonly Desk _sales = new(crm, Vendors[crm.Name].DeletedFlag);
    private readonly Desk _finance = new(erp, Vendors[erp.Name].DeletedFlag);

    public Dictionary<Deed, int> Done { get; } = [];

    public void Do(Act act)
    {
        lock (crm.Gate)
        {
            lock (erp.Gate)
            {
                Done[act.Deed] = Done.GetValueOrDefault(act.Deed) + (TryDo(act) ? 1 : 0);
            }
        }
    }

    private bool TryDo(Act act)
    {
        try
        {
            switch (act.Deed)
            {
                case Deed.EditBothSides:
                    EditBoth(act, crmField: "ShippingStreet", act.Other % 2 == 0 ? "BillingCity" : "Phone");
                    break;
                case Deed.EditSameField:
                    EditBoth(act, crmField: "BillingCity", "BillingCity");
                    break;
                case Deed.JumpClock:
                    // Of the runner's machine: vendors keep good time.
                    runner.SetOffset(TimeSpan.FromSeconds((act.Value % 1_800) - 900));
                    break;
                default:
                    if (Vendors[crm.Name].Deeds.TryGetValue(act.Deed, out var sell))
                    {
                        sell(_sales, act);
                    }
                    else
                    {
                        Vendors[erp.Name].Deeds[act.Deed](_finance, act);
                    }

                    break;
            }

            return true;
        }
        catch (Exception refused) when (refused is VendorRuleException or KeyNotFoundException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Edits in both systems before either can know of the other's.</summary>
    private void EditBoth(Act act, string crmField, string erpField)
    {
        if (_sales.Pick("Account", act.Which) is not { } account || CustomerOf(Desk.Id(account)) is not { } customer)
        {
            return;
        }

        var row = SalesforcePeople.AccountFields.First(one => one.Field == crmField);
        _sales.Edit("Account", Desk.Id(account), crmField, row.Value(act.Value));
        NetSuitePeople.CustomerFields.First(one => one.CrmField == erpField).Write(_finance, customer, act.Value + 1);
    }

    private string? CustomerOf(string account) => _finance.Living("customer")
        .Where(customer => customer["externalId"]?.ToString().EndsWith(account, StringComparison.Ordinal) == true).Select(Desk.Id).FirstOrDefault();
}
