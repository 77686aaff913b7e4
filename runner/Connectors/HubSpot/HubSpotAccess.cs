using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.HubSpot;

/// <summary>What the app was granted beside what the integration needs, and the scopes of an app that may do no more.</summary>
internal sealed class HubSpotAccess(HubSpotOptions options, IHubSpotClient client, HubSpotCalls calls, HubSpotAuth auth)
{
    private const string FileName = "app-hsmeta.json";

    private const string HowTo =
        "Give the file to whoever owns the HubSpot app: it is the auth section of a developer platform project. For a service key, tick the same scopes in Settings > Integrations > Service keys.";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public async Task<AccessReview> ReviewAsync(IReadOnlyList<AccessNeed> needs, CancellationToken ct)
    {
        var granted = (await GrantedAsync(ct).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);
        var needed = needs.SelectMany(Scopes).Distinct().Order(StringComparer.Ordinal).ToList();
        List<string> missing = granted.Count == 0
            ? []
            : [.. needed.Where(scope => !granted.Contains(scope)).Select(scope => $"The app lacks the scope {scope}: add it to the app and connect it again.")];
        List<string> excess = [.. granted.Where(scope => scope.StartsWith("crm.", StringComparison.Ordinal) && !needed.Contains(scope)).Order(StringComparer.Ordinal)
            .Select(scope => $"The app was granted {scope}, which the integration does not need: take it away.")];
        var file = new JsonObject
        {
            ["auth"] = new JsonObject
            {
                ["type"] = options.UsesOAuth ? "oauth" : "static",
                ["requiredScopes"] = new JsonArray([.. needed.Select(scope => (JsonNode)scope)]),
            },
        };
        return new AccessReview(missing, excess, new AccessGrant(FileName, file.ToJsonString(Indented) + "\n", HowTo));
    }

    /// <summary>The right to make properties goes with the objects that are written; lines are read with their deals.</summary>
    private static IEnumerable<string> Scopes(AccessNeed need)
    {
        yield return $"crm.objects.{need.ObjectType}.read";
        if (need.Writes)
        {
            yield return $"crm.objects.{need.ObjectType}.write";
            yield return $"crm.schemas.{need.ObjectType}.write";
        }

        if (need.ObjectType == HubSpotObjects.Deals)
        {
            yield return $"crm.objects.{HubSpotObjects.LineItems}.read";
        }

        if (need.Fields.Any(field => HubSpotPath.AssociationOf(need.ObjectType, field.Path) is { To: "companies" }))
        {
            yield return "crm.objects.companies.read";
        }
    }

    /// <summary>Empty where the token does not tell.</summary>
    private async Task<IReadOnlyList<string>> GrantedAsync(CancellationToken ct)
    {
        if (options.UsesOAuth)
        {
            await auth.EnsureLoggedInAsync(ct).ConfigureAwait(false);
            return auth.Scopes;
        }

        var answer = await calls.AskAsync(token => client.TokenInfo(HubSpotCalls.Json(new JsonObject { ["tokenKey"] = options.AccessToken }), token), ct).ConfigureAwait(false);
        return answer.Succeeded ? [.. answer.Body.Texts("scopes")] : [];
    }
}
