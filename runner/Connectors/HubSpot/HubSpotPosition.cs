using System.Text.Json;
using System.Text.Json.Nodes;
using Harness.Port;

namespace Harness.Connectors.HubSpot;

/// <summary>Where a feed stands.</summary>
/// <param name="Newest">The newest stamp seen, or where a quiet feed has followed the vendor's clock to.</param>
/// <param name="InStep">The newest record was seen right after its stamp, so the Date of the answers tells the stamps' time.</param>
/// <param name="Stamp">While a read is under way: the stamp to go on from.</param>
/// <param name="Id">While the records of that one stamp are read through: the last id given.</param>
internal sealed record HubSpotPosition(DateTimeOffset Newest, bool InStep, DateTimeOffset? Stamp = null, string? Id = null)
{
    private static readonly TimeSpan SeenAtOnce = TimeSpan.FromMinutes(2);

    // Without following, each poll of a quiet object would read the last busy minutes again, for ever.
    private static readonly TimeSpan QuietLag = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    public DateTimeOffset? ArchiveReadAt { get; init; }

    public bool IsUnderWay => Stamp is not null;

    public static HubSpotPosition? Read(ChangeRequest request)
    {
        if (request.Cursor is null)
        {
            return new HubSpotPosition(request.From + request.Overlap, false);
        }

        try
        {
            var cursor = JsonNode.Parse(request.Cursor);
            return HubSpotValue.Stamp(cursor.Text("n")) is { } newest
                ? new HubSpotPosition(newest, cursor.Flag("s"), HubSpotValue.Stamp(cursor.Text("t")), cursor.Text("i")) { ArchiveReadAt = HubSpotValue.Stamp(cursor.Text("a")) }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public JsonObject Query(string stamp, TimeSpan overlap) => Id is { } id
        ? Query("hs_object_id", Filter(stamp, "EQ", HubSpotValue.Milliseconds(Stamp!.Value)), Filter("hs_object_id", "GT", id))
        : Query(stamp, Filter(stamp, "GTE", HubSpotValue.Milliseconds(Stamp ?? Newest - overlap)));

    /// <summary>After a full page: on from its last stamp, or through it by id where the page held no other.</summary>
    public HubSpotPosition After(RawRecord last, RawRecord first, DateTimeOffset serverTime)
    {
        var seen = Seen(last, serverTime);
        if (Id is not null)
        {
            return seen with { Id = last.Ref.Id };
        }

        return first.ModifiedAt == last.ModifiedAt ? seen with { Stamp = last.ModifiedAt, Id = "0" } : seen with { Stamp = last.ModifiedAt };
    }

    /// <summary>After a page that was not full: the stamp that was read through is done, or the feed is drained for now.</summary>
    public HubSpotPosition Drained(RawRecord? last, DateTimeOffset serverTime)
    {
        var seen = last is null ? this : Seen(last, serverTime);
        if (Id is not null)
        {
            return seen with { Stamp = Stamp!.Value + Tick, Id = null };
        }

        var quiet = serverTime - QuietLag;
        return seen with { Newest = seen.InStep && quiet > seen.Newest ? quiet : seen.Newest, Stamp = null };
    }

    public bool IsArchiveDue(DateTimeOffset now, TimeSpan every) => ArchiveReadAt is not { } at || now - at >= every;

    public string ToCursor()
    {
        var cursor = new JsonObject { ["n"] = HubSpotValue.Text(Newest), ["s"] = InStep };
        if (Stamp is { } stamp)
        {
            cursor["t"] = HubSpotValue.Text(stamp);
        }

        if (Id is { } id)
        {
            cursor["i"] = id;
        }

        if (ArchiveReadAt is { } archive)
        {
            cursor["a"] = HubSpotValue.Text(archive);
        }

        return cursor.ToJsonString();
    }

    private HubSpotPosition Seen(RawRecord last, DateTimeOffset serverTime) => last.ModifiedAt > Newest
        ? this with { Newest = last.ModifiedAt, InStep = (serverTime - last.ModifiedAt).Duration() <= SeenAtOnce }
        : this;

    private static JsonObject Query(string sort, params JsonObject[] filters) => new()
    {
        ["filterGroups"] = new JsonArray(new JsonObject { ["filters"] = new JsonArray([.. filters]) }),
        ["sorts"] = new JsonArray(new JsonObject { ["propertyName"] = sort, ["direction"] = "ASCENDING" }),
    };

    private static JsonObject Filter(string property, string operation, string value) =>
        new() { ["propertyName"] = property, ["operator"] = operation, ["value"] = value };
}
