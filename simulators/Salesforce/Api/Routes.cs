using System.Text.RegularExpressions;
using Harness.Simulators.Behaviours;
using Harness.Simulators.Salesforce.Rules;
using Harness.Simulators.Salesforce.Soql;

namespace Harness.Simulators.Salesforce.Api;

/// <summary>Operations below /services/data/vXX.0, with the version check and the error shapes that all of them share.</summary>
internal static class Routes
{
    public const int OldestRelease = 31;
    public const int NewestRelease = 67;

    private const int LongestUri = 16_384;

    public const string RecordId = "([a-zA-Z0-9]{15}|[a-zA-Z0-9]{18})";
    public const string Segment = "([^/]+)";

    public static Operation Get(string name, string path, Func<ApiCall, VendorResponse> handle) =>
        Of(name, "GET", path, OperationKind.Read, handle);

    public static Operation Of(string name, string method, string path, OperationKind kind, Func<ApiCall, VendorResponse> handle)
    {
        var pattern = $"^/services/data/(v[0-9]+\\.0){(path.Length == 0 ? "" : "/" + path)}/?$";
        var regex = new Regex(pattern, RegexOptions.CultureInvariant);
        return new Operation(name, method, pattern, kind, request => Answer(name, regex, request, handle));
    }

    private static VendorResponse Answer(string name, Regex regex, VendorRequest request, Func<ApiCall, VendorResponse> handle)
    {
        var parts = regex.Match(request.Path).Groups.Values.Skip(1).Select(group => Uri.UnescapeDataString(group.Value)).ToList();
        var call = new ApiCall(request, name, parts[0], parts[1..]);
        if (request.Url.OriginalString.Length > LongestUri)
        {
            return ApiErrors.Answer(414, "URI_TOO_LONG", "URI Too Long");
        }

        if (call.Release < OldestRelease)
        {
            return ApiErrors.Answer(410, "UNSUPPORTED_API_VERSION", $"GONE: API version {call.Version[1..]} has been retired.");
        }

        if (call.Release > NewestRelease)
        {
            return ApiErrors.NotFound();
        }

        try
        {
            return handle(call);
        }
        catch (VendorRuleException refused)
        {
            return ApiErrors.Answer(refused);
        }
        catch (SoqlException refused)
        {
            return ApiErrors.Answer(refused, call.Query("q") ?? "");
        }
        catch (RowLockedException locked)
        {
            return ApiErrors.Answer(locked.Status, locked.Code, locked.Message);
        }
        catch (DuplicateFoundException found)
        {
            return ApiErrors.Answer(found, DuplicateHeader.Read(request).ShowRecords);
        }
    }
}

/// <summary>Sforce-Duplicate-Rule-Header: both default to false.</summary>
internal sealed record DuplicateHeader(bool AllowSave, bool ShowRecords)
{
    public static DuplicateHeader Read(VendorRequest request)
    {
        var header = (request.Header("Sforce-Duplicate-Rule-Header") ?? "").Replace(" ", "", StringComparison.Ordinal);
        return new DuplicateHeader(
            header.Contains("allowSave=true", StringComparison.OrdinalIgnoreCase),
            header.Contains("includeRecordDetails=true", StringComparison.OrdinalIgnoreCase));
    }
}
