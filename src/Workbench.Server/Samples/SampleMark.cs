using System.Text.Json.Nodes;
using Workbench.Notebooks.Documents;

namespace Workbench.Server.Samples;

/// <summary>
/// The few words about samples in a notebook's own metadata (<c>workbench.sample</c>): a product sample describes itself there,
/// and a private copy remembers which edition of which sample it was made from.
/// </summary>
internal static class SampleMark
{
    private const string Ours = "workbench";
    private const string Sample = "sample";

    /// <param name="Edition">The edition that was copied.</param>
    public sealed record Origin(string Id, int Edition);

    /// <summary>Where a copy came from, or null.</summary>
    public static Origin? OriginOf(NotebookDocument notebook) =>
        Of(notebook) is { } mark && Text(mark, "id") is { Length: > 0 } id ? new Origin(id, Number(mark, "edition") ?? 1) : null;

    public static void SetOrigin(NotebookDocument notebook, Origin origin)
    {
        var metadata = notebook.Metadata ?? throw new InvalidOperationException("A notebook that was read has metadata.");
        var ours = metadata[Ours] as JsonObject ?? [];
        ours[Sample] = new JsonObject { ["id"] = origin.Id, ["edition"] = origin.Edition };
        metadata[Ours] = ours;
    }

    /// <summary>How a product sample describes itself; what it leaves out is said plainly.</summary>
    /// <param name="fallbackTitle">The file's name.</param>
    public static (SampleText Text, int Edition, string Author) Describe(NotebookDocument notebook, string fallbackTitle)
    {
        var mark = Of(notebook) ?? [];
        IReadOnlyList<string> languages = Texts(mark, "languages") is { Count: > 0 } named ? named : [notebook.Language ?? "C#"];
        var text = new SampleText(
            Text(mark, "title") ?? fallbackTitle, Text(mark, "teaches") ?? "", Texts(mark, "cohorts"), languages, Number(mark, "minutes") ?? 10);
        return (text, Number(mark, "edition") ?? 1, Text(mark, "author") ?? "Workbench");
    }

    private static JsonObject? Of(NotebookDocument notebook) => (notebook.Metadata?[Ours] as JsonObject)?[Sample] as JsonObject;

    private static string? Text(JsonObject mark, string name) => mark[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static int? Number(JsonObject mark, string name) => mark[name] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    private static IReadOnlyList<string> Texts(JsonObject mark, string name) =>
        [.. (mark[name] as JsonArray ?? []).OfType<JsonValue>().Select(value => value.TryGetValue<string>(out var text) ? text : null).OfType<string>()];
}
