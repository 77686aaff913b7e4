namespace Reqnroll;

/// <summary>Cucumber's own HTML report: its template, with its script, its stylesheet and the messages of the run filled in.</summary>
internal static class HtmlReport
{
    public static string Of(IEnumerable<string> messages, string templateFolder)
    {
        var parts = new Dictionary<string, string>
        {
            ["title"] = "Harness: features",
            ["icon"] = Read("icon.url"),
            ["css"] = Read("main.css"),
            ["custom_css"] = "",
            ["messages"] = string.Join(',', messages.Select(Embeddable)),
            ["script"] = Read("main.js"),
            ["custom_script"] = "",
        };
        var template = Read("index.mustache").Split("{{");
        return template[0] + string.Concat(template.Skip(1).Select(piece => piece.Split("}}", 2)).Select(piece => parts[piece[0]] + piece[1]));

        string Read(string name) => System.IO.File.ReadAllText(Path.Combine(templateFolder, name));
    }

    /// <summary>Text of a scenario must not be able to close the script element it stands in.</summary>
    public static string Embeddable(string json) => json.Replace("<", "\\u003C").Replace("/", "\\/");
}
