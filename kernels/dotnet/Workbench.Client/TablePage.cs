using Workbench.Client.Formatting.Tables;

namespace Workbench.Client;

/// <summary>Some rows of a table, to be displayed; made by <c>frame.Page(from: 100, rows: 50)</c>.</summary>
public sealed class TablePage
{
    internal TablePage(TableView view) => View = view;

    internal TableView View { get; }

    /// <inheritdoc/>
    public override string ToString()
    {
        using var writer = new StringWriter();
        TableText.Write(View, writer);
        return writer.ToString();
    }
}
