using DuckDB.NET.Native;

namespace Workbench.Client.Columns;

/// <summary>A column of a file before it is read.</summary>
/// <param name="Index">Its place in the file, from 0.</param>
/// <param name="Type">One of the types that a <see cref="ColumnSink"/> takes.</param>
/// <param name="Expression">SQL that gives its values in that type.</param>
internal sealed record ColumnShape(int Index, string Name, DuckDBType Type, string Expression)
{
    /// <summary>The columns of a result, in its order.</summary>
    public static IReadOnlyList<ColumnShape> Of(ref DuckDBResult result)
    {
        var columns = new ColumnShape[(int)NativeMethods.Query.DuckDBColumnCount(ref result)];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Of(i, NativeMethods.Query.DuckDBColumnName(ref result, i), NativeMethods.Query.DuckDBColumnType(ref result, i));
        }
        return columns;
    }

    private static ColumnShape Of(int index, string name, DuckDBType stored)
    {
        var quoted = '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
        var type = Held(stored);
        return new ColumnShape(index, name, type, type == stored ? quoted
            : type switch
            {
                // A cast from a zoned to a plain timestamp would need an extension that this process does not load.
                DuckDBType.Timestamp when stored == DuckDBType.TimestampTz => $"make_timestamp(epoch_us({quoted}))",
                DuckDBType.Timestamp => $"CAST({quoted} AS TIMESTAMP)",
                DuckDBType.Integer => $"CAST({quoted} AS INTEGER)",
                DuckDBType.BigInt => $"CAST({quoted} AS BIGINT)",
                DuckDBType.Double => $"CAST({quoted} AS DOUBLE)",
                _ => $"CAST({quoted} AS VARCHAR)",
            });
    }

    /// <summary>The type that a notebook can hold for a stored type.</summary>
    private static DuckDBType Held(DuckDBType stored) => stored switch
    {
        DuckDBType.Boolean or DuckDBType.Integer or DuckDBType.BigInt or DuckDBType.Double
            or DuckDBType.Date or DuckDBType.Timestamp or DuckDBType.Varchar => stored,
        DuckDBType.TinyInt or DuckDBType.SmallInt or DuckDBType.UnsignedTinyInt or DuckDBType.UnsignedSmallInt => DuckDBType.Integer,
        DuckDBType.UnsignedInteger => DuckDBType.BigInt,
        DuckDBType.UnsignedBigInt or DuckDBType.HugeInt or DuckDBType.UnsignedHugeInt
            or DuckDBType.Float or DuckDBType.Decimal => DuckDBType.Double,
        DuckDBType.TimestampS or DuckDBType.TimestampMs or DuckDBType.TimestampNs or DuckDBType.TimestampTz => DuckDBType.Timestamp,
        _ => DuckDBType.Varchar,
    };
}
