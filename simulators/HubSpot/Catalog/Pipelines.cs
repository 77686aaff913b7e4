using System.Globalization;
using System.Text.Json.Nodes;

namespace Harness.Simulators.HubSpot.Catalog;

internal sealed record PipelineStage(string Id, string Label, decimal Probability, bool IsClosed)
{
    public bool IsWon => IsClosed && Probability == 1m;

    public string ProbabilityText => Probability.ToString("0.0#", CultureInfo.InvariantCulture);
}

internal sealed record Pipeline(string Id, string Label, IReadOnlyList<PipelineStage> Stages);

/// <summary>Deal pipelines. Only the portal's first one has a stage called closedwon; those of others have numbers for ids.</summary>
internal static class Pipelines
{
    public const string Default = "default";
    public const string OpenStage = "contractsent";
    public const string LostStage = "closedlost";

    public static readonly IReadOnlyList<Pipeline> Deals =
    [
        new(Default, "Sales Pipeline",
        [
            new("appointmentscheduled", "Qualification", 0.2m, false),
            new("qualifiedtobuy", "Needs Analysis", 0.4m, false),
            new("presentationscheduled", "Proposal/Price Quote", 0.6m, false),
            new(OpenStage, "Negotiation/Review", 0.9m, false),
            new("closedwon", "Closed Won", 1m, true),
            new(LostStage, "Closed Lost", 0m, true),
        ]),
        new("774211", "Renewals",
        [
            new("1876541", "Up for renewal", 0.5m, false),
            new("1876543", "Renewed", 1m, true),
            new("1876544", "Churned", 0m, true),
        ]),
    ];

    public static PipelineStage? Stage(string? id) => Deals.SelectMany(pipeline => pipeline.Stages).FirstOrDefault(stage => stage.Id == id);

    public static Pipeline? OfStage(string? id) => Deals.FirstOrDefault(pipeline => pipeline.Stages.Any(stage => stage.Id == id));

    public static Pipeline? Find(string? id) => Deals.FirstOrDefault(pipeline => pipeline.Id == id);

    public static string StageLabelled(string label) => Deals[0].Stages.FirstOrDefault(stage => stage.Label == label)?.Id ?? OpenStage;

    public static JsonArray ToJson(DateTimeOffset created) => new([.. Deals.Select((pipeline, order) => (JsonNode)new JsonObject
    {
        ["id"] = pipeline.Id,
        ["label"] = pipeline.Label,
        ["displayOrder"] = order,
        ["archived"] = false,
        ["createdAt"] = HsTime.Text(created),
        ["updatedAt"] = HsTime.Text(created),
        ["stages"] = new JsonArray([.. pipeline.Stages.Select((stage, place) => (JsonNode)new JsonObject
        {
            ["id"] = stage.Id,
            ["label"] = stage.Label,
            ["displayOrder"] = place,
            ["metadata"] = new JsonObject { ["isClosed"] = stage.IsClosed ? "true" : "false", ["probability"] = stage.ProbabilityText },
            ["archived"] = false,
            ["createdAt"] = HsTime.Text(created),
            ["updatedAt"] = HsTime.Text(created),
            ["writePermissions"] = "CRM_PERMISSIONS_ENFORCEMENT",
        })]),
    })]);
}
