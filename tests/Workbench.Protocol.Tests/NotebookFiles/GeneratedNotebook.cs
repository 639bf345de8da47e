using Workbench.Protocol.NotebookFiles;

namespace Workbench.Protocol.Tests.NotebookFiles;

/// <summary>Notebooks made of whatever a seed brings: odd blank lines, magics, letters of many scripts.</summary>
internal static class GeneratedNotebook
{
    private static readonly string[] Languages = ["csharp", "fsharp", "html", "sql", "value", "python"];
    private static readonly string[] Lines =
    [
        "", "  ", "var x = 1;", "\tindented", "#!share --from fsharp x", "#!value --name x", "#!csharpish", "# title", "😀 é ß 漢字 ", "\"quotes\" and \\ back\\\\slashes \\ud83d", "#!", "#r \"nuget: A, 1.0\"", "</script>", "a\fb",
    ];

    public static NotebookFile Of(int seed)
    {
        var random = new Random(seed);
        var cells = Enumerable.Range(0, random.Next(1, 8)).Select(_ => Cell(random)).Where(cell => cell.Source.Length > 0).ToArray();
        return new NotebookFile("csharp", cells, random.Next(2) == 0 ? null : Meta(random));
    }

    /// <summary>The text of a <c>.dib</c> file as a person may leave it, blank lines and line ends at will.</summary>
    public static string UntidyDib(int seed)
    {
        var random = new Random(seed);
        var lineEnd = random.Next(2) == 0 ? "\n" : "\r\n";
        var lines = Enumerable.Range(0, random.Next(0, 30)).Select(_ => random.Next(4) == 0 ? "#!" + Languages[random.Next(Languages.Length)] : Lines[random.Next(Lines.Length)]);
        return string.Join(lineEnd, lines) + (random.Next(2) == 0 ? lineEnd : "");
    }

    private static NotebookCell Cell(Random random)
    {
        var source = string.Join('\n', Enumerable.Range(0, random.Next(1, 6)).Select(_ => Lines[random.Next(Lines.Length)])).Trim('\n', ' ');
        var isBlankAtItsEnds = source.Split('\n') is var lines && (string.IsNullOrWhiteSpace(lines[0]) || string.IsNullOrWhiteSpace(lines[^1]));
        source = isBlankAtItsEnds ? "x" : source;
        return random.Next(4) == 0 ? new NotebookCell(NotebookCellKind.Markdown, null, source) : new NotebookCell(NotebookCellKind.Code, Languages[random.Next(Languages.Length)], source);
    }

    private static System.Text.Json.Nodes.JsonObject Meta(Random random) => new()
    {
        ["kernelInfo"] = new System.Text.Json.Nodes.JsonObject
        {
            ["defaultKernelName"] = "csharp",
            ["items"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["aliases"] = new System.Text.Json.Nodes.JsonArray(), ["name"] = Languages[random.Next(Languages.Length)] }),
        },
    };
}
