using System.CommandLine;
using Harness.Host.Vendors;

namespace Harness.Host.Commands;

/// <summary>--crm and --erp: which pair of systems is meant.</summary>
internal static class PairOptions
{
    public static Option<string> Crm() => Of("--crm", KnownVendors.Crms);

    public static Option<string> Erp() => Of("--erp", KnownVendors.Erps);

    private static Option<string> Of(string name, IReadOnlyList<string> vendors)
    {
        var option = new Option<string>(name) { Description = string.Join(" or ", vendors), DefaultValueFactory = _ => vendors[0] };
        option.AcceptOnlyFromAmong([.. vendors]);
        return option;
    }
}
