using System.Text.Json.Nodes;

namespace Harness.Connectors.Odoo;

internal enum ValueKind
{
    Text,
    Number,
    Boolean,
    Date,
    DateTime,

    /// <summary>The id of a many2one.</summary>
    Reference,

    /// <summary>What a many2one is called, and on writing the one that is called so.</summary>
    Label,

    /// <summary>Our external identifier, from ir.model.data.</summary>
    ExternalId,

    /// <summary>The host of a web address, lower case, without "www.".</summary>
    Host,

    /// <summary>The ISO code of the currency behind a price list, which is what sets the currency of a document.</summary>
    ListCurrency,

    /// <summary>A field of the invoice or delivery address.</summary>
    Address,

    /// <summary>Half of a contact's name, which Odoo keeps as one.</summary>
    FirstName,
    LastName,

    /// <summary>The day of a moment, whatever the zone: written at noon.</summary>
    Day,

    /// <summary>True once the quotation has become an order; writing true confirms it.</summary>
    Confirmed,
    OrderStatus,
    InverseRate,
    HeaderDiscount,

    InvoiceStatus,
    InvoiceOrder,
    Remaining,
    CashApplied,
    CreditApplied,
    LastPayment,
}

/// <summary>How a path of a record is read and written.</summary>
/// <param name="Fields">The fields of the model that it needs; the first is the one that is written.</param>
internal sealed record PathRule(string Path, ValueKind Kind, params string[] Fields)
{
    public bool ReadOnly { get; init; }

    /// <summary>The connector makes it up: the model has no field of that name.</summary>
    public bool Derived { get; init; }

    public string Label { get; init; } = "";

    /// <summary>The list that a label or a price list is looked up in.</summary>
    public string? List { get; init; }

    /// <summary>Odoo keeps no difference between zero and nothing, and acts as if nothing were said.</summary>
    public bool ZeroIsNothing { get; init; }

    public bool FromLines => Kind is ValueKind.HeaderDiscount;

    public bool FromPayments => Kind is ValueKind.CashApplied or ValueKind.CreditApplied or ValueKind.LastPayment;
}

/// <summary>A line collection: a model of its own, and the paths in its rows.</summary>
internal sealed record LineRules(string Path, string Model, string KeyPath, IReadOnlyList<PathRule> Paths);

/// <summary>One object of the port: a model, and which of its rows.</summary>
internal sealed record OdooObject(string Name, string Label, string Model, string Only, IReadOnlyList<PathRule> Paths, params IReadOnlyList<LineRules> Lines)
{
    private readonly Dictionary<string, PathRule> byPath = Paths.ToDictionary(rule => rule.Path);

    public bool Writable { get; init; } = true;

    public PathRule? Path(string path) => byPath.GetValueOrDefault(path);

    /// <summary>What restricts the model to this object, as terms of a domain.</summary>
    public JsonArray Domain() => JsonNode.Parse(Only)!.AsArray();
}
