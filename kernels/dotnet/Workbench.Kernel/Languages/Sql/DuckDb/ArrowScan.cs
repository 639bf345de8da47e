using System.Runtime.InteropServices;
using Apache.Arrow.C;
using Apache.Arrow.Ipc;
using DuckDB.NET.Data;

namespace Workbench.Kernel.Languages.Sql.DuckDb;

/// <summary>
/// Reads an Arrow file into a table of DuckDB without a copy in between, through the Arrow C stream interface. The .NET library
/// has no call for it, DuckDB's C API has (duckdb.h, Arrow interface).
/// </summary>
internal static unsafe partial class ArrowScan
{
    private const int Success = 0;

    public static void CreateTable(DuckDBConnection connection, string name, string arrowFile)
    {
        var view = "arrow_" + Path.GetFileNameWithoutExtension(Path.GetRandomFileName());
        var stream = CArrowArrayStream.Create();
        try
        {
            CArrowArrayStreamExporter.ExportArrayStream(new ArrowFileReader(File.OpenRead(arrowFile)), stream);
            if (Scan(connection.NativeConnection.DangerousGetHandle(), view, stream) != Success)
            {
                throw new InvalidDataException("DuckDB cannot read the shared table.");
            }

            using var command = connection.CreateCommand();
            command.CommandText = $"CREATE OR REPLACE TABLE {SqlText.Quote(name)} AS FROM {view}; DROP VIEW {view}";
            command.ExecuteNonQuery();
        }
        finally
        {
            CArrowArrayStream.Free(stream);
            File.Delete(arrowFile);
        }
    }

    [LibraryImport("duckdb", EntryPoint = "duckdb_arrow_scan", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Scan(nint connection, string view, CArrowArrayStream* stream);
}
