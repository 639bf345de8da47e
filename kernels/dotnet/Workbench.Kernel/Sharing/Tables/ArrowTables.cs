using System.Data;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Deedle;
using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive.Formatting.TabularData;
using Microsoft.ML;

namespace Workbench.Kernel.Sharing.Tables;

/// <summary>Writes the tables of .NET libraries as files of the Arrow IPC format.</summary>
internal static class ArrowTables
{
    /// <summary>Rows of one batch: readers take a table batch by batch.</summary>
    private const int MaxBatchRows = 1 << 20;

    /// <returns>The file; null where the value is no table.</returns>
    /// <exception cref="NotSupportedException">A column holds what has no place in a table; the message names it.</exception>
    public static string? TryWrite(object? value)
    {
        if (value is IArrowTable itself)
        {
            var written = SharedFolder.NewFile();
            itself.WriteArrow(written);
            return written;
        }

        return ColumnsOf(value) is { } columns ? Write(columns) : null;
    }

    /// <summary>The columns of a library's table.</summary>
    /// <returns>Null where the value is none.</returns>
    public static IReadOnlyList<TableColumn>? ColumnsOf(object? value)
    {
        var columns = value switch
        {
            DataFrame frame => AnalysisColumns.Of(frame),
            IFrame frame => DeedleColumns.Of(frame),
            IDataView view => DataViewTable.Of(view),
            DataTable table => [.. table.Columns.Cast<DataColumn>().Select(column =>
                new TableColumn(column.ColumnName, table.Rows.Cast<DataRow>().Select(row => row.IsNull(column) ? null : row[column]).ToArray(), null))],
            TabularDataResource table => TabularColumns.Of([table]),
            IEnumerable<TabularDataResource> tables => TabularColumns.Of(tables.Take(1)),
            _ => null,
        };
        return columns is [] ? null : columns;
    }

    /// <summary>Makes arrays of columns, several at a time.</summary>
    /// <exception cref="NotSupportedException">A column holds what has no place in a table; the message names it.</exception>
    public static IArrowArray[] ArraysOf(IReadOnlyList<TableColumn> columns)
    {
        var arrays = new IArrowArray[columns.Count];
        try
        {
            Parallel.For(0, columns.Count, at => arrays[at] = ArrowArrays.Of(columns[at].Name, columns[at].Values, columns[at].Missing));
        }
        catch (AggregateException error) when (error.InnerExceptions.OfType<NotSupportedException>().FirstOrDefault() is { } refused)
        {
            throw refused;
        }

        return arrays;
    }

    /// <inheritdoc cref="TryWrite"/>
    public static string Write(IReadOnlyList<TableColumn> columns)
    {
        var arrays = ArraysOf(columns);
        var schema = new Schema(columns.Select((column, at) => new Field(column.Name, arrays[at].Data.DataType, nullable: true)), null);
        var path = SharedFolder.NewFile();
        using var file = File.Create(path);
        using var writer = new ArrowFileWriter(file, schema);
        var rows = columns[0].Values.Length;
        for (var start = 0; start < rows || start == 0; start += MaxBatchRows)
        {
            var length = Math.Min(MaxBatchRows, rows - start);
            writer.WriteRecordBatch(new RecordBatch(schema, length == rows ? arrays : arrays.Select(array => ArrowArrayFactory.Slice(array, start, length)), length));
        }

        writer.WriteEnd();
        return path;
    }
}
