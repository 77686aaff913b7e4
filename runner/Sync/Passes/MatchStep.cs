using System.Text.Json.Nodes;
using Harness.Core.Quality;
using Harness.Core.Records;
using Harness.Port;
using Harness.Sync.Ledger;

namespace Harness.Sync.Passes;

/// <summary>
/// Finds the counterpart of what is not linked: by our own external key, by a person's answer, then by the match keys.
/// None is a creation, one a link, several or a doubtful one a question to a person.
/// </summary>
public sealed class MatchStep(Integration integration, Flow flow)
{
    private readonly List<NewWork> _asked = [];

    public async Task ApplyAsync(PassBatch batch, CancellationToken ct)
    {
        foreach (var side in new[] { SystemRole.Crm, SystemRole.Erp })
        {
            var items = batch.Unlinked(side);
            if (items.Count > 0)
            {
                await MatchAsync(batch, items, side, ct);
            }
        }

        if (_asked.Count > 0 && !batch.IsPreview)
        {
            await integration.Ledger.EnqueueAsync(integration.Id, [.. _asked.DistinctBy(work => work.Subject)], integration.Now, ct);
        }

        await ClaimAsync(batch, ct);
    }

    private async Task MatchAsync(PassBatch batch, IReadOnlyList<PassItem> items, SystemRole side, CancellationToken ct)
    {
        var candidates = await FindAsync(batch, items, side.Other(), ct);
        if (candidates is null)
        {
            return;
        }

        var linked = (await integration.Ledger.ReadLinksAsync(integration.Id, flow.Entity, side.Other(), [.. candidates.Select(one => one.Snapshot.Ref.Id)], ct))
            .Where(link => !link.IsEnded).ToDictionary(link => side == SystemRole.Crm ? link.ErpId : link.CrmId, StringComparer.Ordinal);
        var taken = new Dictionary<string, PassItem>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            Judge(batch, item, side, candidates, linked, taken);
        }
    }

    private void Judge(
        PassBatch batch, PassItem item, SystemRole side, IReadOnlyList<Candidate> candidates, Dictionary<string, Link> linked, Dictionary<string, PassItem> taken)
    {
        var own = item.On(side)!;
        var answer = AnswerOn(item);
        if (answer is { Choice: { } twin } && IsOwnSide(item, answer))
        {
            item.Stop(new Fault(
                FaultKind.DuplicateInTarget, $"It is the same as {item.Lead.Subject.ObjectType} {twin}, says {answer.DecidedBy}: merge the two, then this is settled."));
            return;
        }

        answer = answer is { Choice: { } chosen } && candidates.All(one => one.Snapshot.Ref.Id != chosen) ? null : answer;
        var ours = candidates.FirstOrDefault(one => one.SourceId == own.Ref.Id);
        var verdict = ours is not null || answer is not null ? null : integration.Matcher(flow.Entity).Judge(own, [.. candidates.Select(one => one.Snapshot)]);
        var found = ours?.Snapshot ?? (answer is null ? verdict!.One : candidates.FirstOrDefault(one => one.Snapshot.Ref.Id == answer.Choice)?.Snapshot);
        var how = ours is not null ? "adopted" : answer is not null ? $"confirmed:{answer.DecidedBy}" : $"matched:{RuleOf(verdict!)}";

        if (found is not null && (linked.ContainsKey(found.Ref.Id) || taken.ContainsKey(found.Ref.Id)))
        {
            Duplicate(item, side, found, verdict);
        }
        else if (found is not null)
        {
            taken[found.Ref.Id] = item;
            item.Set(side.Other(), found);
            item.LinkedHow = how;
            MergeWithTheOtherHalf(batch, item, side.Other(), found);
        }
        else if (verdict?.Outcome == MatchOutcome.Doubtful)
        {
            Doubt(item, side, verdict.Evidence, linked);
        }
        else if (item.Matrix.Creates.Contains(side.Other()) && candidates.FirstOrDefault(one => RecordReading.BrokenIn(one.Snapshot) is not null) is { } unreadable)
        {
            item.Stop(new Fault(
                FaultKind.UnexpectedAnswer, $"{unreadable.Snapshot.Ref} may be its counterpart and cannot be read, so nothing is created: look at that record, then retry."));
        }
        else if (item.Matrix.Creates.Contains(side.Other()))
        {
            item.Creates = side.Other();
        }
        else if (item.Lead.Trigger == WorkTrigger.Prerequisite)
        {
            item.Stop(new Fault(
                item.Matrix.Entity == "product" ? FaultKind.UnknownProduct : FaultKind.RecordGone,
                $"{integration.Connector(side.Other()).System} has no such {item.Matrix.Entity.Replace('_', ' ')}, and this flow does not create one there: create it, or correct the record."));
        }
        else
        {
            item.Skip($"It has no counterpart in {integration.Connector(side.Other()).System}, and this flow creates none there.");
        }
    }

    private static Decision? AnswerOn(PassItem item) => item.Decisions.LastOrDefault(decision => decision.Kind == DecisionKind.Match && decision.Verdict != Verdict.Open);

    /// <summary>The record that was confirmed is of the same system: two records of one thing, not a counterpart.</summary>
    private static bool IsOwnSide(PassItem item, Decision answer) => JsonNode.Parse(answer.Evidence) is JsonArray evidence
        && evidence.Any(one => one?["id"]?.ToString() == answer.Choice && one?["system"]?.ToString() == item.Lead.Subject.System);

    /// <summary>
    /// One question for one pair: where the CRM's record is watched too, it is the one that asks, and the ERP's waits
    /// until that is in step.
    /// </summary>
    private void Doubt(PassItem item, SystemRole side, IReadOnlyList<MatchEvidence> evidence, Dictionary<string, Link> linked)
    {
        var ids = evidence.Select(one => one.Candidate.Id).Distinct().ToList();
        var asksInCrm = side == SystemRole.Erp && ids.Count == 1 && item.Matrix.Sources.Any(source => source.Side == SystemRole.Crm);
        if (!asksInCrm)
        {
            Question(item, evidence);
        }
        else if (!linked.ContainsKey(ids[0]))
        {
            item.WaitFor($"{flow.Entity}:crm:{ids[0]}", $"Waits until it is known whether {ids[0]} in {integration.Crm.System} is the same.");
            _asked.Add(new NewWork(
                flow.Name, SystemRole.Crm, evidence[0].Candidate, $"asked-for:{item.Lead.Id}@{integration.Now.UtcTicks}", item.Lead.ChangedAt, null,
                WorkTrigger.Prerequisite, 0));
        }
        else if (item.Matrix.Creates.Contains(SystemRole.Crm))
        {
            Question(item, evidence);
        }
        else
        {
            item.Skip($"It is like {ids[0]} in {integration.Crm.System}, which has another counterpart, and this flow creates none there.");
        }
    }

    private static void MergeWithTheOtherHalf(PassBatch batch, PassItem item, SystemRole side, Snapshot found)
    {
        if (batch.Open.FirstOrDefault(other => other.Lead.Side == side && !ReferenceEquals(other, item) && other.Lead.Subject.Id == found.Ref.Id) is { } half)
        {
            batch.Merge(item, half);
        }
    }

    private void Duplicate(PassItem item, SystemRole side, Snapshot found, MatchVerdict? verdict)
    {
        var why = verdict is null ? null : RuleOf(verdict);
        var other = $"{found.Ref.ObjectType} {found.Ref.Id}";
        item.Stop(new Fault(
            FaultKind.DuplicateInTarget,
            $"{other} in {integration.Connector(side.Other()).System} answers to the same {why ?? "key"}, but belongs to another record already: these two are likely duplicates; merge them, or tell them apart."));
    }

    private static string? RuleOf(MatchVerdict verdict) => verdict.Evidence.Count == 0 ? null : verdict.Evidence[0].Rule;

    private void Question(PassItem item, IReadOnlyList<MatchEvidence> evidence)
    {
        var shown = new JsonArray([.. evidence.Select(one => (JsonNode)new JsonObject
        {
            ["id"] = one.Candidate.Id,
            ["system"] = one.Candidate.System,
            ["object"] = one.Candidate.ObjectType,
            ["rule"] = one.Rule,
            ["confidence"] = one.Confidence,
            ["evidence"] = one.Text,
        })]);
        var ids = string.Join(", ", evidence.Select(one => one.Candidate.Id).Distinct().Take(3));
        var question = $"Is it the same as {ids}? Confirm the match, or say that it is a new record.";
        item.Ask(
            new NewQuestion(item.Lead.Id, flow.Name, DecisionKind.Match, item.Lead.Side, item.Lead.Subject, ContentHash.Of(ids), question, shown.ToJsonString()),
            new Fault(FaultKind.DoubtfulMatch, question), waits: false);
    }

    private async Task<IReadOnlyList<Candidate>?> FindAsync(PassBatch batch, IReadOnlyList<PassItem> items, SystemRole target, CancellationToken ct)
    {
        var connector = integration.Connector(target);
        var external = connector.ExternalKeyPath(batch.Matrix.ObjectIn(target));
        var mapping = integration.Mapping(flow.Entity, target);
        var selection = mapping.Selection with { Paths = [.. mapping.Selection.Paths.Append(external).Distinct(StringComparer.Ordinal)] };
        var keys = items.SelectMany(item => integration.Matcher(flow.Entity).FindKeys(item.On(target.Other())!, target)
            .Prepend(new FindKey(external, integration.ExternalKey(flow.Entity, item.Lead.Subject.Id)!))).ToList();
        if (integration.RestsWith(target, items))
        {
            return null;
        }

        try
        {
            var raw = await connector.FindManyAsync(selection, keys, ct);
            var confirmed = items.Select(item => (item, Answer: AnswerOn(item))).Where(pair => pair.Answer?.Choice is not null && !IsOwnSide(pair.item, pair.Answer))
                .Select(pair => pair.Answer!.Choice!).Except(raw.Select(record => record.Ref.Id)).ToList();
            if (confirmed.Count > 0)
            {
                raw = [.. raw, .. (await connector.ReadManyAsync(selection, confirmed, ct)).Where(record => !record.Deleted)];
            }

            raw = [.. raw.DistinctBy(record => record.Ref.Id)];
            var snapshots = raw.Select(record => RecordReading.Read(flow, mapping, record)).ToList();
            var canonical = target == SystemRole.Erp ? await new References(integration, batch.Matrix).ToCrmAsync(snapshots, ct) : snapshots;
            return [.. raw.Zip(canonical, (record, snapshot) => new Candidate(
                snapshot, integration.SourceIdIn(flow.Entity, (record.Values.GetValueOrDefault(external) as JsonValue)?.ToString())))];
        }
        catch (ConnectorException trouble)
        {
            foreach (var item in items)
            {
                integration.Defer(item, target, trouble.Fault, countAttempt: false);
            }

            return null;
        }
    }

    /// <summary>Two records with one key must not both become new ones: the ledger lets one through, the other stops for a person.</summary>
    private async Task ClaimAsync(PassBatch batch, CancellationToken ct)
    {
        var creating = batch.Open.Where(item => item.Creates is not null).ToList();
        if (creating.Count == 0 || batch.IsPreview)
        {
            return;
        }

        var keysOf = creating.ToDictionary(item => item, item => integration.Matcher(flow.Entity).KeysOf(item.On(item.Lead.Side)!));
        var wanted = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (item, keys) in keysOf)
        {
            foreach (var key in keys)
            {
                wanted.TryAdd(key.Text, item.Lead.Subject.Id);
            }
        }

        var held = await integration.Ledger.ClaimKeysAsync(integration.Id, flow.Entity, wanted, integration.Now, ct);
        foreach (var (item, keys) in keysOf)
        {
            var mine = item.Lead.Subject.Id;
            var lost = keys.FirstOrDefault(key => held.GetValueOrDefault(key.Text, mine) != mine);
            var isNew = AnswerOn(item) is { Choice: null };
            if (lost is not null && !isNew)
            {
                Question(item, [new MatchEvidence(
                    item.Lead.Subject with { Id = held[lost.Text] }, lost.Text.Split(':')[0], lost.Doubtful ? 0.5 : 0.9, "Another record of the same system has the same key.")]);
            }
        }
    }

    private sealed record Candidate(Snapshot Snapshot, string? SourceId);
}
