using System.Text;
using Workbench.Deidentify.Reading;

namespace Workbench.Deidentify.Demo;

/// <summary>A small table in memory: a public one as it is read, or a raw one of the demo as it is written.</summary>
public sealed class DemoTable(IReadOnlyList<string> columns)
{
    private readonly List<string[]> rows = [];

    public IReadOnlyList<string> Columns => columns;

    public IReadOnlyList<string[]> Rows => rows;

    public void Add(params IEnumerable<string> row) => rows.Add([.. row]);

    /// <summary>A value by row and name of the column.</summary>
    public string this[int row, string column] => rows[row][Index(column)];

    /// <exception cref="InvalidDataException">The file is not the public table that belongs here.</exception>
    public static DemoTable Read(string path)
    {
        using var reader = new CsvReader(File.OpenRead(path), Path.GetFileName(path), ',');
        if (reader.ReadHeader() == RawRead.Refused)
        {
            throw new InvalidDataException(reader.Refusal!.ToString());
        }

        var table = new DemoTable(reader.Header);
        while (reader.Read() == RawRead.Row)
        {
            table.Add(Enumerable.Range(0, reader.Header.Count).Select(i => Encoding.UTF8.GetString(reader.Field(i))));
        }

        return reader.Refusal is { } refusal ? throw new InvalidDataException(refusal.ToString()) : table;
    }

    /// <summary>The table as CSV by RFC 4180.</summary>
    public string ToCsv()
    {
        var csv = new StringBuilder();
        foreach (var row in rows.Prepend([.. columns]))
        {
            csv.AppendJoin(',', row.Select(Quote)).Append('\n');
        }

        return csv.ToString();
    }

    private static string Quote(string field) =>
        field.AsSpan().ContainsAny(",\"\r\n") ? '"' + field.Replace("\"", "\"\"", StringComparison.Ordinal) + '"' : field;

    private int Index(string column)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i] == column)
            {
                return i;
            }
        }

        throw new InvalidDataException($"The public table lacks the column {column}.");
    }
}
