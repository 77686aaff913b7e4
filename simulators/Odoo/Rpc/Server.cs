using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Odoo.Orm;
using Harness.Simulators.Odoo.Rules;
using Harness.Simulators.Odoo.Store;

namespace Harness.Simulators.Odoo.Rpc;

/// <summary>Carries one call out in one transaction: it stands as a whole or leaves nothing behind.</summary>
internal sealed class Server(Registry registry, OdooOptions options, Rights rights, SaleRules sales, MoveRules moves, Wizards wizards, FaultPlan faults)
{
    private readonly Reads reads = new(registry, options, rights);
    private readonly Loader loader = new(registry);

    /// <summary>The method under way, for what is reported about it.</summary>
    public string Operation { get; private set; } = "";

    public JsonNode? Run(ModelCall call)
    {
        Operation = call.Method;
        registry.Database.Begin();
        registry.NextXmlId = null;
        try
        {
            var method = Methods.Find(call.Method) ?? throw OdooError.NoMethod(call.Model, call.Method);
            var model = registry.Model(call.Model);
            rights.Require(call, method.Writes);
            if (method.Writes && faults.Take(FaultKinds.RowLock, call.Method) is not null)
            {
                throw OdooError.Locked(options.HasJson2);
            }

            var result = method.Writes ? Write(call, model) : reads.Run(call);
            registry.Commit();
            return result;
        }
        catch (OdooError)
        {
            registry.RollBackTo(0, 0);
            throw;
        }
    }

    private JsonNode? Write(ModelCall call, Models.OdooModel model)
    {
        var database = registry.Database;
        switch (call.Method)
        {
            case "create":
                return Create(call);
            case "load":
                var broken = faults.Take(FaultKinds.PartialBatch, "load") is { } partial ? (int)(partial.Order.Options?["row"].Whole() ?? 0) : (int?)null;
                return loader.Load(model, call.List("fields") ?? [], call.List("data") ?? [], broken);
            case "write":
                Each(call, row => registry.Write(row, call.Args["vals"] as JsonObject ?? []));
                return true;
            case "unlink":
                Each(call, registry.Unlink);
                return true;
            case "toggle_active":
                Each(call, row => registry.Write(row, new JsonObject { ["active"] = !row.Flag("active") }));
                return null;
        }

        switch (call.Model, call.Method)
        {
            case ("sale.order", "action_confirm"):
                Each(call, sales.Confirm);
                return true;
            case ("sale.order", "action_cancel"):
                Each(call, sales.Cancel);
                return true;
            case ("sale.order", "action_draft"):
                Each(call, order => registry.Write(order, new JsonObject { ["state"] = "draft" }));
                return true;
            case ("sale.advance.payment.inv", "create_invoices"):
                Each(call, wizard => wizards.Invoice([.. (wizard.Many("sale_order_ids") is { Count: > 0 } named ? named : call.Active).Select(id => registry.Found("sale.order", id))]));
                return new JsonObject { ["type"] = "ir.actions.act_window_close" };
            case ("account.move", "action_post"):
                Each(call, moves.Post);
                return options.Version >= 15 ? false : $"account.move({string.Join(", ", call.Ids ?? [])},)";
            case ("account.move", "button_draft"):
                Each(call, moves.Draft);
                return null;
            case ("account.move", "button_cancel"):
                Each(call, moves.Cancel);
                return null;
            case ("account.payment.register", "action_create_payments"):
                Each(call, wizard => Pay(call, wizard));
                return new JsonObject { ["type"] = "ir.actions.act_window", ["res_model"] = "account.payment" };
            case ("account.move.reversal", "reverse_moves" or "refund_moves"):
                Each(call, wizard => Reverse(call, wizard));
                return new JsonObject { ["type"] = "ir.actions.act_window", ["res_model"] = "account.move" };
            default:
                throw OdooError.NoMethod(database.Model(call.Model)!.Name, call.Method);
        }
    }

    /// <summary>One row is answered with its id, a list with ids: all are made or none.</summary>
    private JsonNode Create(ModelCall call)
    {
        if (call.Args["vals_list"] is JsonObject one)
        {
            return registry.Create(call.Model, one).Id;
        }

        return new JsonArray([.. (call.List("vals_list") ?? []).OfType<JsonObject>().ToList().Select(values => JsonValue.Create(registry.Create(call.Model, values).Id))]);
    }

    private void Pay(ModelCall call, OdooRecord wizard)
    {
        foreach (var invoice in (call.Active.Count > 0 ? call.Active : wizard.Many("move_ids")).Select(id => registry.Found("account.move", id)).ToList())
        {
            wizards.Pay(invoice, wizard.Number("amount") is > 0 and var amount ? amount : invoice.Number("amount_residual"), wizard.Text("payment_date"));
        }
    }

    private void Reverse(ModelCall call, OdooRecord wizard)
    {
        foreach (var invoice in (wizard.Many("move_ids") is { Count: > 0 } named ? named : call.Active).Select(id => registry.Found("account.move", id)).ToList())
        {
            var refund = wizards.Reverse(invoice, wizard.Text("date"));
            if (wizard.Text("refund_method") == "cancel")
            {
                wizards.Credit(invoice, refund);
            }
        }
    }

    private void Each(ModelCall call, Action<OdooRecord> act)
    {
        foreach (var id in call.Ids ?? [])
        {
            act(registry.Found(call.Model, id));
        }
    }
}
