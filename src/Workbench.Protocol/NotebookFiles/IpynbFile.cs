using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workbench.Protocol.NotebookFiles;

/// <summary>
/// The Jupyter notebook format (nbformat 4.0 to 4.5) in both dialects of .NET notebooks: cells name their language in
/// <c>polyglot_notebook.kernelName</c>, or in the older <c>dotnet_interactive.language</c>, of their metadata.
/// </summary>
public static partial class IpynbFile
{
    /// <param name="json">The file.</param>
    /// <exception cref="FormatException">It is no notebook of version 4.</exception>
    public static NotebookFile Read(string json)
    {
        var root = JsonText.ParseObject(json, "The notebook");
        if (root["cells"] is not JsonArray cells)
        {
            throw new FormatException("The notebook has no list of cells. Notebooks of format 3 or older have to be opened in Jupyter and saved once.");
        }

        var metadata = root["metadata"] as JsonObject;
        var polyglot = metadata?["polyglot_notebook"] as JsonObject;
        return new NotebookFile(DefaultLanguage(metadata, polyglot), [.. cells.OfType<JsonObject>().Select(Cell)], polyglot?.DeepClone() as JsonObject);
    }

    /// <summary>A notebook as a new file without outputs; the same notebook gives the same bytes.</summary>
    public static byte[] Write(NotebookFile notebook)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("cells"u8);
            for (var at = 0; at < notebook.Cells.Count; at++)
            {
                WriteCell(writer, notebook.Cells[at], notebook.DefaultLanguage, at);
            }

            writer.WriteEndArray();
            WriteMetadata(writer, notebook);
            writer.WriteNumber("nbformat"u8, 4);
            writer.WriteNumber("nbformat_minor"u8, 5);
            writer.WriteEndObject();
        }

        // The writer escapes what lies beyond the basic plane, emoji above all; editors write it as it is.
        var json = SurrogatePair().Replace(
            Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length),
            static pair => $"{pair.Groups["before"].Value}{(char)Convert.ToInt32(pair.Groups["high"].Value, 16)}{(char)Convert.ToInt32(pair.Groups["low"].Value, 16)}");
        return Encoding.UTF8.GetBytes(json + "\n");
    }

    [GeneratedRegex("""(?<before>(?<!\\)(\\\\)*)\\u(?<high>D[89AB][0-9A-F]{2})\\u(?<low>D[C-F][0-9A-F]{2})""")]
    private static partial Regex SurrogatePair();

    private static string DefaultLanguage(JsonObject? metadata, JsonObject? polyglot) =>
        JsonText.At(polyglot, "kernelInfo", "defaultKernelName")
        ?? JsonText.At(metadata, "kernelspec", "name") switch
        {
            ".net-fsharp" => "fsharp",
            ".net-powershell" => "pwsh",
            "python3" or "python" => "python",
            "ir" => "r",
            _ => "csharp",
        };

    private static NotebookCell Cell(JsonObject cell)
    {
        var source = cell["source"] is JsonArray lines ? string.Concat(lines.Select(JsonText.Of)) : JsonText.Of(cell["source"]) ?? "";
        var language = JsonText.At(cell, "metadata", "polyglot_notebook", "kernelName") ?? JsonText.At(cell, "metadata", "dotnet_interactive", "language");
        return JsonText.Of(cell["cell_type"]) switch
        {
            "markdown" => new NotebookCell(NotebookCellKind.Markdown, null, source),
            "raw" => new NotebookCell(NotebookCellKind.Raw, null, source),
            _ => new NotebookCell(NotebookCellKind.Code, language, source),
        };
    }

    private static void WriteCell(Utf8JsonWriter writer, NotebookCell cell, string defaultLanguage, int at)
    {
        writer.WriteStartObject();
        writer.WriteString("cell_type"u8, cell.Kind.ToString().ToLowerInvariant());
        if (cell.Kind == NotebookCellKind.Code)
        {
            writer.WriteNull("execution_count"u8);
        }

        writer.WriteString("id"u8, Id(cell, at));
        writer.WriteStartObject("metadata"u8);
        if (cell.Kind == NotebookCellKind.Code)
        {
            var language = cell.Language ?? defaultLanguage;
            writer.WriteStartObject("dotnet_interactive"u8);
            writer.WriteString("language"u8, language);
            writer.WriteEndObject();
            writer.WriteStartObject("polyglot_notebook"u8);
            writer.WriteString("kernelName"u8, language);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        if (cell.Kind == NotebookCellKind.Code)
        {
            writer.WriteStartArray("outputs"u8);
            writer.WriteEndArray();
        }

        writer.WriteStartArray("source"u8);
        var lines = cell.Source.Split('\n');
        for (var line = 0; line < lines.Length; line++)
        {
            if (line < lines.Length - 1 || lines[line].Length > 0)
            {
                writer.WriteStringValue(line < lines.Length - 1 ? lines[line] + "\n" : lines[line]);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // nbformat 4.5 wants an id for each cell; taken from what the cell is, so that no run differs from another.
    private static string Id(NotebookCell cell, int at) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{at}\n{cell.Language}\n{cell.Source}")).AsSpan(0, 4));

    private static void WriteMetadata(Utf8JsonWriter writer, NotebookFile notebook)
    {
        var (title, spec, extension, lexer) = notebook.DefaultLanguage == "fsharp" ? ("F#", ".net-fsharp", ".fs", "fsharp") : ("C#", ".net-csharp", ".cs", "csharp");
        writer.WriteStartObject("metadata"u8);
        writer.WriteStartObject("kernelspec"u8);
        writer.WriteString("display_name"u8, $".NET ({title})");
        writer.WriteString("language"u8, title);
        writer.WriteString("name"u8, spec);
        writer.WriteEndObject();
        writer.WriteStartObject("language_info"u8);
        writer.WriteString("file_extension"u8, extension);
        writer.WriteString("mimetype"u8, "text/x-" + lexer);
        writer.WriteString("name"u8, title);
        writer.WriteString("pygments_lexer"u8, lexer);
        writer.WriteEndObject();
        if (notebook.Polyglot is not null)
        {
            writer.WritePropertyName("polyglot_notebook"u8);
            notebook.Polyglot.WriteTo(writer);
        }
        else
        {
            WriteKernelInfo(writer, notebook);
        }

        writer.WriteEndObject();
    }

    // Only where the notebook did not say itself: a notebook that comes back from here says nothing more than it did.
    private static void WriteKernelInfo(Utf8JsonWriter writer, NotebookFile notebook)
    {
        if (notebook.DefaultLanguage is "csharp" or "fsharp")
        {
            return;
        }

        writer.WriteStartObject("polyglot_notebook"u8);
        writer.WriteStartObject("kernelInfo"u8);
        writer.WriteString("defaultKernelName"u8, notebook.DefaultLanguage);
        writer.WriteStartArray("items"u8);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
