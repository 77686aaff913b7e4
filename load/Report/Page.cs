namespace Harness.Load.Report;

internal sealed class Page(LoadReport report)
{
    public string Html() => report.At.ToString();
}
