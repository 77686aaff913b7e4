using Harness.Simulators.HubSpot.Catalog;
using Harness.Simulators.HubSpot.Store;

namespace Harness.Simulators.HubSpot.Rules;

/// <summary>Stages, what follows from them, and the close date that the vendor sets.</summary>
internal static class DealRules
{
    public static void Check(CrmRecord? deal, IReadOnlyDictionary<string, string?> changes, List<PropertyProblem> problems)
    {
        if (changes.TryGetValue("pipeline", out var pipeline) && pipeline is not null && Pipelines.Find(pipeline) is null)
        {
            problems.Add(new PropertyProblem("pipeline", "INVALID_OPTION", $"{pipeline} is not a valid pipeline ID"));
        }

        if (changes.TryGetValue("dealstage", out var stage) && stage is not null && Pipelines.Stage(stage) is null)
        {
            problems.Add(new PropertyProblem("dealstage", "INVALID_OPTION", $"{stage} is not a valid deal stage ID"));
        }

        if (deal is null && (!changes.TryGetValue("dealname", out var name) || name is null))
        {
            problems.Add(new PropertyProblem("dealname", "REQUIRED_FIELD", "dealname is required"));
        }
    }

    /// <summary>Entering a closed stage sets the close date to now unless the same write names one.</summary>
    public static void Follow(CrmRecord? deal, Dictionary<string, string?> changes, DateTimeOffset now)
    {
        if (deal is null)
        {
            changes.TryAdd("pipeline", Pipelines.OfStage(changes.GetValueOrDefault("dealstage"))?.Id ?? Pipelines.Default);
            changes.TryAdd("dealstage", Pipelines.Find(changes["pipeline"])!.Stages[0].Id);
            changes.TryAdd("deal_currency_code", PortalSettings.HomeCurrency);
        }

        if (!changes.TryGetValue("dealstage", out var stageId) || Pipelines.Stage(stageId) is not { } stage)
        {
            return;
        }

        if (stage.IsClosed && deal?["hs_is_closed"] != "true")
        {
            changes.TryAdd("closedate", HsTime.Text(now));
        }

        changes["pipeline"] = Pipelines.OfStage(stageId)!.Id;
        changes["hs_is_closed"] = Flag(stage.IsClosed);
        changes["hs_is_closed_won"] = Flag(stage.IsWon);
        changes["hs_is_closed_lost"] = Flag(stage is { IsClosed: true, IsWon: false });
        changes["hs_deal_stage_probability"] = stage.ProbabilityText;
    }

    private static string Flag(bool value) => value ? "true" : "false";
}
