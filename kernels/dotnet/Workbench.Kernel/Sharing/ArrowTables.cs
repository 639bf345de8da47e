using Apache.Arrow;
using Apache.Arrow.Ipc;
using Microsoft.Data.Analysis;
using Workbench.Kernel.Sharing.Tables;

namespace Workbench.Kernel.Sharing;

/// <summary>Writes the tables of .NET libraries as files of the Arrow IPC format.</summary>
internal static class ArrowTables
{
    /// <returns>The file; null where the value is no table.</returns>
    public static string? TryWrite(object? value)
    {
        if (value is IArrowTable table)
        {
            var written = SharedFolder.NewFile();
            table.WriteArrow(written);
            return written;
        }

        RecordBatch[] batches = value switch
        {
            DataFrame { Columns.Count: > 0 } frame => [.. frame.ToArrowRecordBatches()],
            _ => [],
        };
        if (batches.Length == 0)
        {
            return null;
        }

        var path = SharedFolder.NewFile();
        using var file = File.Create(path);
        using var writer = new ArrowFileWriter(file, batches[0].Schema);
        foreach (var batch in batches)
        {
            writer.WriteRecordBatch(batch);
            batch.Dispose();
        }

        writer.WriteEnd();
        return path;
    }
}
