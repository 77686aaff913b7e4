using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.Odoo;

/// <summary>Which version the server is and how it is spoken to; found out once for the run.</summary>
internal sealed class OdooSession(string system, OdooOptions options) : IDisposable
{
    public const int Oldest = 13;
    private const int firstWithJson2 = 19;

    private readonly SemaphoreSlim gate = new(1, 1);
    private OdooDialect? dialect;

    /// <param name="send">Sends one call and reads its answer to the end.</param>
    public async Task<OdooDialect> OpenAsync(Func<Func<CancellationToken, Task<HttpResponseMessage>>, Task<OdooAnswer>> send, IOdooClient client, CancellationToken ct)
    {
        if (dialect is { } open)
        {
            return open;
        }

        await gate.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            return dialect ??= await FindAsync(send, client).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task<OdooDialect> FindAsync(Func<Func<CancellationToken, Task<HttpResponseMessage>>, Task<OdooAnswer>> send, IOdooClient client)
    {
        if (options.Protocol != "jsonrpc")
        {
            var answer = await send(client.VersionAsync).ConfigureAwait(false);
            if (answer.Status == 200 && Major(answer.Json?["version_info"]) is { } newer)
            {
                if (newer >= firstWithJson2)
                {
                    return new Json2Dialect(options, newer);
                }
            }
            else if (answer.Status is 429 or >= 500)
            {
                throw new ConnectorException(system, OdooFaults.Of(new OdooReply(answer, false, null, null, null)));
            }

            if (options.Protocol == "json2")
            {
                throw Refused("The server does not speak JSON-2, which Odoo 19 brought: set Protocol to jsonrpc or auto, or check BaseUrl.");
            }
        }

        return await OlderAsync(send, client).ConfigureAwait(false);
    }

    private async Task<OdooDialect> OlderAsync(Func<Func<CancellationToken, Task<HttpResponseMessage>>, Task<OdooAnswer>> send, IOdooClient client)
    {
        var told = Result(await send(ct => client.RpcAsync(JsonRpcDialect.Envelope("common", "version"), ct)).ConfigureAwait(false));
        if (Major(told?["server_version_info"]) is not { } version)
        {
            throw Refused("The server at BaseUrl does not answer as an Odoo server: check BaseUrl.");
        }

        if (version < Oldest)
        {
            throw Refused($"The server is Odoo {version}; this connector needs {Oldest} or later, where invoices are account moves: upgrade it.");
        }

        if (options.Login.Length == 0)
        {
            throw Refused($"The server is Odoo {version}, whose calls name the user: set Login.");
        }

        var user = Result(await send(ct => client.RpcAsync(
            JsonRpcDialect.Envelope("common", "authenticate", options.Database, options.Login, options.ApiKey, new JsonObject()), ct)).ConfigureAwait(false));

        // A login that is not known is answered with false, and no error.
        return user?.GetValueKind() == JsonValueKind.Number
            ? new JsonRpcDialect(options, version, user.GetValue<long>())
            : throw new ConnectorException(system, new Fault(
                FaultKind.LoginFailed, $"Odoo does not know the login in database {options.Database}, or its key is wrong or has expired: check Database, Login and ApiKey."));
    }

    private JsonNode? Result(OdooAnswer answer)
    {
        var reply = JsonRpcDialect.Reply(answer);
        return reply.IsResult ? reply.Result : throw new ConnectorException(system, OdooFaults.Of(reply));
    }

    private static int? Major(JsonNode? info) => info is JsonArray { Count: > 0 } parts
        ? parts[0]!.GetValueKind() == JsonValueKind.Number ? parts[0]!.GetValue<int>()
            : int.TryParse(new string([.. parts[0]!.ToString().Where(char.IsDigit)]), out var major) ? major : null // "saas~18" on Odoo Online
        : null;

    private ConnectorException Refused(string message) => new(system, OdooFaults.Broken(message));
}
