using Harness.Simulators.NetSuite.Catalog;
using Harness.Simulators.NetSuite.Rules;
using Harness.Simulators.NetSuite.Store;

namespace Harness.Simulators.NetSuite.SuiteQl;

/// <summary>The analytics tables over the stored records.</summary>
internal sealed class Tables
{
    private static readonly string[] entityFields = ["entityId", "externalId", "email", "phone", "isInactive", "lastModifiedDate"];

    private readonly Dictionary<string, Table> tables = [];
    private readonly RecordStore store;
    private readonly RecordColumns columns;
    private readonly Today today;
    private readonly NetSuiteOptions options;

    public Tables(RecordStore store, References references, Balances balances, Today today, NetSuiteOptions options)
    {
        this.store = store;
        this.today = today;
        this.options = options;
        columns = new RecordColumns(references, today);
        AddEntities(balances);
        AddItems();
        AddSetup();
        foreach (var table in new TransactionTables(store, columns, Seen).All())
        {
            Add(table);
        }

        Add(new Table(
            "deletedrecord",
            () => store.Deleted,
            [
                new("recordid", row => ((DeletedRecord)row).Record.Number),
                new("type", row => ((DeletedRecord)row).Record.Type.Name.ToLowerInvariant(), row => ((DeletedRecord)row).Record.Type.Title),
                new("name", row => ((DeletedRecord)row).Name),
                new("deleteddate", row => columns.Moment(((DeletedRecord)row).Time)),
                new("iscustomrecord", _ => false),
            ]));
    }

    public Table? Find(string name)
    {
        columns.Refresh();
        return options.Denied.Contains(name) ? null : tables.GetValueOrDefault(name)?.Without(options.RemovedFields);
    }

    /// <summary>What a query sees: a record not indexed yet is missing or shows its old values.</summary>
    private IEnumerable<NsRecord> Seen(IEnumerable<NsRecord> records)
    {
        var now = today.Now;
        foreach (var record in records)
        {
            if (record.SettlesAt <= now || record.SettlesAt is null)
            {
                yield return record;
            }
            else if (record.Unsettled is { } old)
            {
                yield return old;
            }
        }
    }

    private void AddEntities(Balances balances)
    {
        TableColumn Balance(string name, bool overdue) => new(name, row => balances.Of((NsRecord)row, overdue));
        Add(Records("customer", [EntityTypes.Customer],
        [
            .. columns.Of(EntityTypes.Customer).Where(c => c.Name is not ("balance" or "overduebalance")),
            Balance("balance", false), Balance("overduebalance", true), Balance("balancesearch", false), Balance("overduebalancesearch", true),
            new("entitytitle", row => References.Display((NsRecord)row)),
            columns.Renamed("altname", EntityTypes.Customer, "companyName"),
            new("defaultbillingaddress", row => AddressOf((NsRecord)row, "defaultBilling")),
            new("defaultshippingaddress", row => AddressOf((NsRecord)row, "defaultShipping")),
        ]));
        Add(Records("contact", [EntityTypes.Contact], [.. columns.Of(EntityTypes.Contact)], ("company", store.ContactsOfCompany)));
        Add(Records("entity", [EntityTypes.Customer, EntityTypes.Contact],
        [
            columns.Id,
            .. entityFields.Select(f => columns.Field(EntityTypes.Contact.Field(f)!)),
            new("type", row => ((NsRecord)row).Type == EntityTypes.Customer ? "CustJob" : "Contact", row => ((NsRecord)row).Type.Title),
        ]));
        AddAddresses();
    }

    private void AddAddresses()
    {
        var sublist = EntityTypes.Customer.Sublist("addressBook")!;
        static Values Line(object row) => ((AddressRow)row).Line.Values;
        IEnumerable<object> Rows(NsRecord customer) => customer.Lines("addressBook").Select(line => new AddressRow(customer, line));
        IEnumerable<object> All() => Seen(store.All("customer")).SelectMany(Rows);
        Add(new Table("customeraddressbook", All,
        [
            new("entity", row => ((AddressRow)row).Customer.Number, row => References.Display(((AddressRow)row).Customer)),
            new("addressbookaddress", row => Line(row).Get("internalId")),
            .. sublist.Fields.Select(f => columns.Field(f, Line)),
        ])
        {
            Indexes = new Dictionary<string, Func<string, IEnumerable<object>>> { ["entity"] = id => Seen(ById(EntityTypes.Group, id)).SelectMany(Rows) },
        });
        Add(new Table("customeraddressbookentityaddress", All,
        [
            new("nkey", row => Line(row).Get("internalId")),
            new("recordowner", row => ((AddressRow)row).Customer.Number),
            .. sublist.Subrecord!.Value.Fields.Select(f => columns.Field(f, row => ((AddressRow)row).Line.Subrecord)),
        ])
        {
            Indexes = new Dictionary<string, Func<string, IEnumerable<object>>> { ["recordowner"] = id => Seen(ById(EntityTypes.Group, id)).SelectMany(Rows) },
        });
    }

    private void AddItems()
    {
        RecordType[] types =
            [ItemTypes.InventoryItem, ItemTypes.NonInventoryItem, ItemTypes.ServiceItem, ItemTypes.KitItem, ItemTypes.DiscountItem];
        Add(Records("item", types,
        [
            .. columns.Of(ItemTypes.InventoryItem, ItemTypes.DiscountItem),
            new("itemtype", row => ((NsRecord)row).Type.TypeCode, row => ((NsRecord)row).Type.Title),
            new("subtype", row => ((NsRecord)row).Type == ItemTypes.NonInventoryItem || ((NsRecord)row).Type == ItemTypes.ServiceItem ? "Sale" : null),
            columns.Renamed("fullname", ItemTypes.InventoryItem, "itemId"),
            columns.Renamed("description", ItemTypes.InventoryItem, "salesDescription"),
        ]));
        var price = ItemTypes.InventoryItem.Sublist("price")!;
        static Values Line(object row) => ((PriceRow)row).Line.Values;
        static IEnumerable<object> Prices(NsRecord item) => item.Lines("price").Select(line => new PriceRow(item, line));
        Add(new Table("pricing", () => Seen(types.SelectMany(t => store.All(t.Name))).SelectMany(Prices),
        [
            new("item", row => ((PriceRow)row).Item.Number, row => References.Display(((PriceRow)row).Item)),
            columns.Field(price.Field("priceLevel")!, Line),
            columns.Field(price.Field("currencyPage")!, Line) with { Name = "currency" },
            columns.Field(price.Field("price")!, Line) with { Name = "unitprice" },
            new("quantity", _ => 0m),
        ])
        {
            Indexes = new Dictionary<string, Func<string, IEnumerable<object>>> { ["item"] = id => Seen(ById(ItemTypes.Group, id)).SelectMany(Prices) },
        });
    }

    private void AddSetup()
    {
        foreach (var type in RecordTypes.All.Where(t => t.Setup))
        {
            Add(Records(type.Name.ToLowerInvariant(), [type], [.. columns.Of(type)]));
        }

        Add(new Table("unitstypeuom", () => ValueLists.Units.Cast<object>(),
        [
            new("internalid", row => decimal.Parse(((KeyValuePair<string, string>)row).Key)),
            new("unitname", row => ((KeyValuePair<string, string>)row).Value),
            new("unitstype", _ => 1m),
        ]));
    }

    private Table Records(string name, RecordType[] types, List<TableColumn> list, params (string Column, ReferenceIndex Index)[] indexes)
    {
        var group = types[0].Group;
        var found = new Dictionary<string, Func<string, IEnumerable<object>>>
        {
            ["id"] = id => Seen(ById(group, id)).Where(r => types.Contains(r.Type)),
            ["externalid"] = id => Seen(store.FindExternal(group, id) is { } record ? [record] : []).Where(r => types.Contains(r.Type)),
        };
        foreach (var (column, index) in indexes)
        {
            found[column] = id => Seen(index.Find(id)).Where(r => types.Contains(r.Type));
        }

        return new Table(name, () => Seen(types.SelectMany(t => store.All(t.Name))), list) { Indexes = found };
    }

    private IEnumerable<NsRecord> ById(string group, string id) => store.Find(group, id) is { } record ? [record] : [];

    private static object? AddressOf(NsRecord customer, string flag) =>
        customer.Lines("addressBook").Find(l => l.Values.Flag(flag))?.Values.Get("internalId");

    private void Add(Table table) => tables[table.Name] = table;

    private sealed record AddressRow(NsRecord Customer, NsLine Line);

    private sealed record PriceRow(NsRecord Item, NsLine Line);
}
