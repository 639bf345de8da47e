using System.Data;
using Microsoft.DotNet.Interactive.Formatting.TabularData;

namespace Workbench.Kernel.Languages.Sql.Connected;

/// <summary>A kept result of a connected database.</summary>
public sealed class KeptTable : SqlResult
{
    private readonly DataTable table;

    internal KeptTable(DataTable table) => this.table = table;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Columns => [.. table.Columns.Cast<DataColumn>().Select(static column => column.ColumnName)];

    /// <inheritdoc/>
    public override long RowCount => table.Rows.Count;

    /// <summary>The rows.</summary>
    internal DataTable Table => table;

    internal override TabularDataResource ToTable()
    {
        using var reader = table.CreateDataReader();
        return SqlTables.Read(reader);
    }

    internal override SqlRows Shown()
    {
        using var reader = table.CreateDataReader();
        return SqlRows.Read(reader, static () => true);
    }
}
