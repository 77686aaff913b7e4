using System.Text.Json;

namespace Harness.Contracts.Pact;

/// <summary>One call and its answer. What is said before <see cref="WillRespond"/> concerns the request, after it the answer.</summary>
internal sealed class InteractionBuilder
{
    private readonly PactCore.InteractionHandle _interaction;
    private int _part = PactCore.Request;

    internal InteractionBuilder(PactCore.InteractionHandle interaction) => _interaction = interaction;

    public InteractionBuilder Given(string state, object? parameters = null)
    {
        if (parameters is null)
        {
            PactCore.Given(_interaction, state);
        }
        else if (PactCore.GivenWithParams(_interaction, state, JsonSerializer.Serialize(parameters)) != 0)
        {
            throw new InvalidOperationException($"The Pact core refused the parameters of the state '{state}'.");
        }

        return this;
    }

    /// <param name="path">Text or a matcher.</param>
    public InteractionBuilder WithRequest(HttpMethod method, object path) =>
        Checked(PactCore.WithRequest(_interaction, method.Method, Match.Text(path)), "request");

    public InteractionBuilder WithQuery(string name, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Checked(PactCore.WithQueryParameter(_interaction, name, (nuint)i, Match.Text(values[i])), $"query parameter {name}");
        }

        return this;
    }

    public InteractionBuilder WithHeader(string name, object value) =>
        Checked(PactCore.WithHeader(_interaction, _part, name, 0, Match.Text(value)), $"header {name}");

    /// <param name="body">An object, a JsonNode or a matcher; property names go out as they are written.</param>
    public InteractionBuilder WithJsonBody(object body, string contentType = "application/json") =>
        WithBody(contentType, Match.Node(body)!.ToJsonString());

    public InteractionBuilder WithBody(string contentType, string body) =>
        Checked(PactCore.WithBody(_interaction, _part, contentType, body), "body");

    public InteractionBuilder WillRespond(int status)
    {
        _part = PactCore.Response;
        return Checked(PactCore.ResponseStatus(_interaction, (ushort)status), $"status {status}");
    }

    private InteractionBuilder Checked(bool accepted, string what) => accepted
        ? this
        : throw new InvalidOperationException($"The Pact core refused the {what}.");
}
