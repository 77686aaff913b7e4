using System.Globalization;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Records;

namespace Harness.Simulators.Salesforce.Api;

/// <summary>Conditional requests: entity tags on accounts only, dates in whole seconds on every record.</summary>
internal static class Conditions
{
    public static string? Tag(OrgRecord record) =>
        record.Type.Name == "Account" ? $"\"{record.Stamp.ToUnixTimeSeconds():x}{record.Revision:x4}--gzip\"" : null;

    public static VendorResponse? Refuse(VendorRequest request, OrgRecord record)
    {
        var tag = Tag(record);
        if (tag is not null && request.Header("If-Match") is { } wanted && wanted != "*" && !Names(wanted, tag))
        {
            return PreconditionFailed();
        }

        if (tag is not null && request.Method == "GET" && request.Header("If-None-Match") is { } known && (known == "*" || Names(known, tag)))
        {
            return new VendorResponse(304);
        }

        return RefuseByDate(request, record.Stamp);
    }

    public static VendorResponse? RefuseByDate(VendorRequest request, DateTimeOffset changed)
    {
        if (request.Header("If-Unmodified-Since") is { } unmodified)
        {
            return Read(unmodified) is { } since ? changed > since ? PreconditionFailed() : null : InvalidDate();
        }

        if (request.Method == "GET" && request.Header("If-Modified-Since") is { } modified)
        {
            return Read(modified) is { } since ? changed > since ? null : new VendorResponse(304) : InvalidDate();
        }

        return null;
    }

    private static bool Names(string header, string tag) =>
        header.Split(',').Any(each => Plain(each) == Plain(tag));

    private static string Plain(string tag) => tag.Trim().Replace("W/", "", StringComparison.Ordinal).Trim('"').Replace("--gzip", "", StringComparison.Ordinal);

    private static DateTimeOffset? Read(string header) =>
        DateTimeOffset.TryParse(header, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    private static VendorResponse PreconditionFailed() =>
        ApiErrors.Answer(412, "PRECONDITION_FAILED", "One or more conditions given in the request header evaluated to false.");

    private static VendorResponse InvalidDate() => ApiErrors.Answer(400, "INVALID_DATE_FORMAT", "The date header is not an HTTP date.");
}
