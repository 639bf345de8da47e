using System.Text.Json.Nodes;

namespace Workbench.Notebooks.Documents;

/// <summary>
/// Changes a notebook between its two forms: on the wire texts are single strings, in a file they are lists of lines.
/// Everything it does not know stays as it is.
/// </summary>
public static class NotebookForm
{
    /// <summary>Joins texts, as clients of the Jupyter contents API expect them. Changes the given tree.</summary>
    public static void ToWire(JsonObject notebook) => Walk(notebook, Join, (_, _) => true);

    /// <summary>
    /// Splits texts into lines and drops what never belongs into a file (a cell's <c>trusted</c> mark, a notebook's
    /// <c>signature</c>): trust is decided by the reader, not claimed by the document. Changes the given tree.
    /// </summary>
    public static void ToFile(JsonObject notebook)
    {
        if (notebook["metadata"] is JsonObject metadata)
        {
            metadata.Remove("signature");
            metadata.Remove("orig_nbformat");
            metadata.Remove("orig_nbformat_minor");
        }

        foreach (var cell in NotebookCells.Of(notebook))
        {
            (cell["metadata"] as JsonObject)?.Remove("trusted");
        }

        Walk(notebook, Split, (mimeType, _) => IsTextMime(mimeType));
    }

    private static void Walk(JsonObject notebook, Action<JsonObject, string> change, Func<string, JsonNode?, bool> appliesToMime)
    {
        foreach (var cell in NotebookCells.Of(notebook))
        {
            change(cell, "source");
            if (cell["attachments"] is JsonObject attachments)
            {
                foreach (var (_, bundle) in attachments)
                {
                    ChangeBundle(bundle as JsonObject, change, appliesToMime);
                }
            }

            foreach (var output in (cell["outputs"] as JsonArray ?? []).OfType<JsonObject>())
            {
                ChangeBundle(output["data"] as JsonObject, change, appliesToMime);
                if (output.ContainsKey("text"))
                {
                    change(output, "text");
                }
            }
        }
    }

    private static void ChangeBundle(JsonObject? bundle, Action<JsonObject, string> change, Func<string, JsonNode?, bool> applies)
    {
        foreach (var mimeType in bundle?.Select(member => member.Key).ToList() ?? [])
        {
            if (!IsJsonMime(mimeType) && applies(mimeType, bundle![mimeType]))
            {
                change(bundle!, mimeType);
            }
        }
    }

    private static void Join(JsonObject owner, string name)
    {
        if (owner[name] is JsonArray lines && MultilineText.Read(lines) is { } text)
        {
            owner[name] = text;
        }
    }

    private static void Split(JsonObject owner, string name)
    {
        if (owner[name] is JsonValue value && MultilineText.Read(value) is { } text)
        {
            owner[name] = MultilineText.Split(text);
        }
    }

    private static bool IsJsonMime(string mimeType) =>
        mimeType == "application/json" || (mimeType.StartsWith("application/", StringComparison.Ordinal) && mimeType.EndsWith("+json", StringComparison.Ordinal));

    private static bool IsTextMime(string mimeType) =>
        mimeType.StartsWith("text/", StringComparison.Ordinal) || mimeType is "application/javascript" or "image/svg+xml";
}
