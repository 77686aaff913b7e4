using System.Net;
using System.Text;

namespace Harness.Load.Report;

/// <summary>One or two lines over time, with axes, as SVG; the page's style sheet colours it.</summary>
internal sealed record LineChart(string Name, string Across, string Up, IReadOnlyList<LineSeries> Series)
{
    private const double Width = 480;
    private const double Height = 280;
    private const double Left = 56;
    private const double Right = 12;
    private const double Top = 26;
    private const double Bottom = 46;

    private static readonly string[] Styles = ["first", "second"];

    public string Svg()
    {
        var points = Series.SelectMany(series => series.Points).ToList();
        var end = points.Max(point => point.X);
        var (across, up) = (Axis.UpTo(end), Axis.UpTo(points.Max(point => point.Y)));
        var svg = new StringBuilder();
        svg.Append($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(Name)}\">");
        foreach (var tick in up.Ticks)
        {
            svg.Append($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(tick):0.#}\" y2=\"{Y(tick):0.#}\"/>");
            svg.Append($"<text x=\"{Left - 8}\" y=\"{Y(tick) + 4:0.#}\" text-anchor=\"end\">{Axis.Text(tick)}</text>");
        }

        foreach (var tick in across.Ticks.Where(tick => tick <= end * 1.0001))
        {
            svg.Append($"<line class=\"axis\" x1=\"{X(tick):0.#}\" x2=\"{X(tick):0.#}\" y1=\"{Height - Bottom}\" y2=\"{Height - Bottom + 5}\"/>");
            svg.Append($"<text x=\"{X(tick):0.#}\" y=\"{Height - Bottom + 20}\" text-anchor=\"middle\">{Axis.Text(tick)}</text>");
        }

        svg.Append($"<line class=\"axis\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Height - Bottom}\" y2=\"{Height - Bottom}\"/>");
        svg.Append($"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 4}\" text-anchor=\"middle\">{WebUtility.HtmlEncode(Across)}</text>");
        svg.Append($"<text x=\"0\" y=\"13\">{WebUtility.HtmlEncode(Up)}</text>");
        foreach (var (series, style) in Series.Zip(Styles))
        {
            svg.Append($"<polyline class=\"{style}\" points=\"{string.Join(' ', series.Points.Select(point => $"{X(point.X):0.#},{Y(point.Y):0.#}"))}\"/>");
        }

        return svg.Append("</svg>").ToString();

        double X(double value) => Left + (value / Math.Max(end, 1e-6) * (Width - Left - Right));
        double Y(double value) => Height - Bottom - (value / up.End * (Height - Top - Bottom));
    }

    public string Legend() => Series.Count < 2
        ? string.Empty
        : $"<div class=\"legend\">{string.Concat(Series.Zip(Styles, (series, style) => $"<span><i class=\"{style}\"></i>{WebUtility.HtmlEncode(series.Name)}</span>"))}</div>";
}

internal sealed record LineSeries(string Name, IReadOnlyList<(double X, double Y)> Points);
