using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Workbench.Kernel.Languages;

namespace Workbench.Kernel.Sharing.Tables;

/// <summary>Writes a table as a JSON array with an object for each row, for languages that know no tables.</summary>
internal static class ArrowRows
{
    /// <summary>Reads the table's file and removes it.</summary>
    public static string ToJson(SharedValue.Table table)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartArray();
            using (var reader = new ArrowFileReader(File.OpenRead(table.ArrowFile)))
            {
                while (reader.ReadNextRecordBatch() is { } batch)
                {
                    Write(writer, batch);
                }
            }

            writer.WriteEndArray();
        }

        File.Delete(table.ArrowFile);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, RecordBatch batch)
    {
        var columns = batch.Arrays.Select(ArrowCells.Of).ToArray();
        for (var row = 0; row < batch.Length; row++)
        {
            writer.WriteStartObject();
            for (var column = 0; column < columns.Length; column++)
            {
                writer.WritePropertyName(batch.Schema.GetFieldByIndex(column).Name);
                switch (columns[column](row))
                {
                    case null:
                        writer.WriteNullValue();
                        break;
                    case double number when !double.IsFinite(number):
                        writer.WriteNullValue();
                        break;
                    case { } value:
                        JsonSerializer.Serialize(writer, value, value.GetType());
                        break;
                }
            }

            writer.WriteEndObject();
        }
    }
}
