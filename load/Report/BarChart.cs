using System.Net;
using System.Text;

namespace Harness.Load.Report;

/// <summary>Named bars, one under the other, each with its value, over one axis.</summary>
internal sealed record BarChart(string Name, string Across, IReadOnlyList<Bar> Bars)
{
    private const double Width = 480;
    private const double Row = 42;
    private const double Bottom = 46;
    private const double ForValue = 76;

    public string Svg()
    {
        var axis = Axis.UpTo(Bars.Max(bar => bar.Value));
        var bottom = Bars.Count * Row;
        var svg = new StringBuilder();
        svg.Append($"<svg viewBox=\"0 0 {Width} {bottom + Bottom}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(Name)}\">");
        foreach (var tick in axis.Ticks)
        {
            svg.Append($"<line class=\"grid\" x1=\"{X(tick):0.#}\" x2=\"{X(tick):0.#}\" y1=\"0\" y2=\"{bottom + 4}\"/>");
            svg.Append($"<text x=\"{X(tick):0.#}\" y=\"{bottom + 21}\" text-anchor=\"{(tick == 0 ? "start" : "middle")}\">{Axis.Text(tick)}</text>");
        }

        foreach (var (bar, number) in Bars.Select((bar, number) => (bar, number)))
        {
            var top = number * Row;
            svg.Append($"<text class=\"name\" x=\"4\" y=\"{top + 15}\">{WebUtility.HtmlEncode(bar.Name)}</text>");
            svg.Append($"<rect class=\"bar\" x=\"0\" y=\"{top + 20}\" width=\"{Math.Max(1, X(bar.Value)):0.#}\" height=\"14\" rx=\"2\"/>");
            svg.Append($"<text class=\"value\" x=\"{X(bar.Value) + 6:0.#}\" y=\"{top + 32}\">{WebUtility.HtmlEncode(bar.Text)}</text>");
        }

        svg.Append($"<line class=\"axis\" x1=\"0\" x2=\"{Width - ForValue}\" y1=\"{bottom + 4}\" y2=\"{bottom + 4}\"/>");
        svg.Append($"<text x=\"{(Width - ForValue) / 2}\" y=\"{bottom + Bottom - 4}\" text-anchor=\"middle\">{WebUtility.HtmlEncode(Across)}</text>");
        return svg.Append("</svg>").ToString();

        double X(double value) => value / axis.End * (Width - ForValue);
    }
}

internal sealed record Bar(string Name, double Value, string Text);
