using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.Formatting.TabularData;
using Workbench.Kernel.Languages;
using Workbench.Kernel.Sharing.Tables;

namespace Workbench.Kernel.Sharing;

/// <summary>Makes of objects of this process what other processes can read: a table, or JSON, or text of a media type.</summary>
internal static class PortableForms
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        ReferenceHandler = ReferenceHandler.IgnoreCycles,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IncludeFields = true,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The value, or why there is none.</summary>
    internal readonly record struct Form(SharedValue? Value, string? Refusal);

    /// <param name="reference">An object of this process.</param>
    /// <param name="name">What the user calls it, for the refusal.</param>
    /// <param name="asColumns">Whether who gets it <see cref="IValueHolder.PrefersTables"/>.</param>
    public static Form Of(SharedValue.Reference reference, string name, bool asColumns = false)
    {
        try
        {
            if (asColumns && (ArrowTables.ColumnsOf(reference.Value) ?? RecordColumns.Of(reference.Value)) is { } columns)
            {
                return new Form(new SharedValue.Columns(columns), null);
            }

            if (ArrowTables.TryWrite(reference.Value) is { } file)
            {
                return new Form(new SharedValue.Table(file), null);
            }
        }
        catch (NotSupportedException error)
        {
            return new Form(null, $"'{name}' cannot be handed on: {error.Message}");
        }
        catch (IOException error)
        {
            return new Form(null, $"'{name}' does not fit into the session's folder for tables ({error.Message}). Share fewer rows or columns.");
        }

        try
        {
            return new Form(new SharedValue.Json(ToJson(reference.Value)), null);
        }
        catch (Exception error) when (error is NotSupportedException or JsonException or InvalidOperationException)
        {
            return new Form(null, $"'{name}' is of type {CSharpTypeNames.Short(reference.Value?.GetType() ?? reference.DeclaredType)}, which cannot be written as JSON. Share a simpler value, such as its numbers or texts.");
        }
    }

    /// <summary>A value as text of a media type.</summary>
    public static Form As(SharedValue value, string mimeType) => value switch
    {
        SharedValue.Reference { Value: string text } when mimeType == "text/plain" => new(new SharedValue.Text(text, mimeType), null),
        SharedValue.Reference { Value: TabularDataResource or IEnumerable<TabularDataResource> } result when mimeType == "application/json" => new(new SharedValue.Json(ToJson(result.Value)), null),
        SharedValue.Reference reference when mimeType == "application/json" => AsJson(reference),
        SharedValue.Reference reference => new(new SharedValue.Text(reference.Value.ToDisplayString(mimeType), mimeType), null),
        SharedValue.Json json when mimeType is "application/json" => new(json, null),
        SharedValue.Json json when mimeType is "text/plain" => new(new SharedValue.Text(json.Document, mimeType), null),
        SharedValue.Text text when text.MimeType == mimeType => new(text, null),
        SharedValue.Table table when mimeType == "application/json" => new(new SharedValue.Json(ArrowRows.ToJson(table)), null),
        SharedValue.Table table => As(new SharedValue.Reference(ObjectForms.Of(table).Value, typeof(object)), mimeType),
        _ => new(null, $"Unsupported MIME type: {mimeType}"),
    };

    private static Form AsJson(SharedValue.Reference reference)
    {
        var form = Of(reference, "The value");
        return form.Value is SharedValue.Table table ? new Form(new SharedValue.Json(ArrowRows.ToJson(table)), null) : form;
    }

    /// <summary>Removes what a value that is not wanted after all has left on the disk.</summary>
    public static void Discard(SharedValue value)
    {
        if (value is SharedValue.Table table)
        {
            File.Delete(table.ArrowFile);
        }
    }

    public static bool IsJson(string text)
    {
        try
        {
            JsonDocument.Parse(text).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public static string ToJson(object? value) => value switch
    {
        JsonDocument document => document.RootElement.GetRawText(),
        JsonNode node => node.ToJsonString(Json),
        _ => JsonSerializer.Serialize(value, value?.GetType() ?? typeof(object), Json),
    };
}
