using Microsoft.DotNet.Interactive.Formatting;

namespace Workbench.Client.Formatting.Tables;

/// <summary>Registers a way to see a type as a table: text/html and text/plain, from the same cut.</summary>
internal static class TableFormatters
{
    /// <param name="type">The type, an interface of it, or its open generic definition.</param>
    /// <param name="view">Gives the table of a value.</param>
    public static void Register(Type type, Func<object, TableView> view)
    {
        Formatter.Register(type, (value, writer) => TableHtml.Write(TableCut.Fit(view(value)), writer), HtmlFormatter.MimeType);
        Formatter.Register(type, (value, writer) => TableText.Write(TableCut.Fit(view(value)), writer), PlainTextFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(type, HtmlFormatter.MimeType, PlainTextFormatter.MimeType);
    }

    public static void Register<T>(Func<T, TableView> view) => Register(typeof(T), value => view((T)value));
}
