using System.Data.Common;
using Microsoft.DotNet.Interactive.Formatting.TabularData;

namespace Workbench.Kernel.Languages.Sql;

/// <summary>Rows of a query as the table type that .NET Interactive's users know.</summary>
internal static class SqlTables
{
    /// <summary>Reads all rows. Cells without a value are null.</summary>
    public static TabularDataResource Read(DbDataReader reader)
    {
        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToArray();
        var schema = new TableSchema();
        for (var column = 0; column < names.Length; column++)
        {
            schema.Fields.Add(new TableSchemaFieldDescriptor(names[column], TypeOf(reader.GetFieldType(column))));
        }

        List<IEnumerable<KeyValuePair<string, object>>> rows = [];
        while (reader.Read())
        {
            var row = new KeyValuePair<string, object>[names.Length];
            for (var column = 0; column < names.Length; column++)
            {
                row[column] = new(names[column], reader.IsDBNull(column) ? null! : reader.GetValue(column));
            }

            rows.Add(row);
        }

        return new TabularDataResource(schema, rows);
    }

    private static TableSchemaFieldType TypeOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => TableSchemaFieldType.Boolean,
        >= TypeCode.SByte and <= TypeCode.UInt64 => TableSchemaFieldType.Integer,
        TypeCode.Single or TypeCode.Double or TypeCode.Decimal => TableSchemaFieldType.Number,
        TypeCode.DateTime => TableSchemaFieldType.DateTime,
        TypeCode.String => TableSchemaFieldType.String,
        _ => TableSchemaFieldType.Any,
    };
}
