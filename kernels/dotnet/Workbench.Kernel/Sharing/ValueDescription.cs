using System.Collections;
using System.Globalization;
using Deedle;
using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.ML;
using Workbench.Kernel.Languages;

namespace Workbench.Kernel.Sharing;

/// <summary>Says in a line what a value of this process is, for lists of variables. Nothing lazy is evaluated for it.</summary>
internal static class ValueDescription
{
    private const int MaxPreviewChars = 200;

    public static HeldValue Of(string name, Type declaredType, object? value, Func<Type, string> nameOfType)
    {
        var type = value is not null && declaredType == typeof(object) ? value.GetType() : declaredType;
        return new HeldValue(name, nameOfType(type), ShapeOf(value), Preview(value, nameOfType)) { FullType = type.ToDisplayString(PlainTextFormatter.MimeType) };
    }

    /// <summary>Such as <c>228 × 10</c> for tables and <c>3</c> for sequences; null for what has no shape.</summary>
    public static string? ShapeOf(object? value) => value switch
    {
        string => null,
        DataFrame frame => Table(frame.Rows.Count, frame.Columns.Count),
        IFrame frame => Table(Count(frame, "RowCount"), Count(frame, "ColumnCount")),
        IDataView { Schema: var schema } view => Table(view.GetRowCount(), schema.Count),
        Array { Rank: > 1 } array => string.Join(" × ", Enumerable.Range(0, array.Rank).Select(array.GetLength)),
        ICollection many => many.Count.ToString(CultureInfo.InvariantCulture),
        IEnumerable many when CountOf(many) is { } count => count.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    // F#'s lists, maps and sets say their count in this way alone.
    private static int? CountOf(IEnumerable many) => many.GetType().GetInterfaces()
        .FirstOrDefault(static one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IReadOnlyCollection<>))?.GetProperty("Count")?.GetValue(many) as int?;

    private static string Table(long? rows, long columns) => string.Create(CultureInfo.InvariantCulture, $"{(rows is { } known ? known : "?")} × {columns}");

    // Frames of all key types have these, but no type that they share has.
    private static int Count(IFrame frame, string property) => (int)frame.GetType().GetProperty(property)!.GetValue(frame)!;

    private static string Preview(object? value, Func<Type, string> nameOfType)
    {
        if (value is IEnumerable many and not (string or ICollection) && CountOf(many) is null)
        {
            return nameOfType(value.GetType());
        }

        string text;
        try
        {
            text = value.ToDisplayString(PlainTextFormatter.MimeType);
        }
        catch (Exception error)
        {
            // Formatting runs code of the value's own.
            return $"({error.GetType().Name} while it was formatted)";
        }

        var line = string.Join(' ', text.Split(['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MaxPreviewChars ? line : line[..(MaxPreviewChars - 1)] + "…";
    }
}
