using System.Text;
using DuckDB.NET.Data;
using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Reading;
using Workbench.Deidentify.Rules;
using Workbench.Deidentify.Sources;
using Workbench.Deidentify.Values;
using Workbench.Deidentify.Withdrawals;

namespace Workbench.Deidentify.Building;

/// <summary>
/// Takes the raw files of one table through types and rules into the work database. One row is held at a time. Every column is
/// judged by its declared type, dropped ones too: a shifted row would otherwise go unnoticed.
/// </summary>
public sealed class TableLoader
{
    /// <summary>Bookkeeping columns of the work database; they do not reach the snapshot.</summary>
    private const string RowColumn = "~row", KeyHigh = "~key-high", KeyLow = "~key-low";

    /// <summary>A row's place as one number: the file's index times this plus the row's number.</summary>
    private const long RowsOfFile = 1L << 40;

    private const int ProgressEveryRows = 4096;

    private readonly TableDefinition table;
    private readonly PatientKeys keys;
    private readonly WorkDatabase work;
    private readonly RowContext context;
    private readonly byte[][] missingMarks;
    private readonly IReadOnlyList<int> identifierColumns;
    private readonly int[] keptColumns;
    private readonly ValueKind[] kinds;
    private PatientIdentifiers? identifiers;

    /// <param name="identifierColumns">Columns whose values are kept aside until they are taken out of free text.</param>
    public TableLoader(TableDefinition table, IReadOnlyList<int> identifierColumns, PatientKeys keys, WorkDatabase work)
    {
        (this.table, this.identifierColumns, this.keys, this.work) = (table, identifierColumns, keys, work);
        context = new RowContext(table.Columns.Count, keys, table.Issuer);
        missingMarks = [.. table.MissingMarks.Select(Encoding.UTF8.GetBytes)];
        keptColumns = [.. table.Kept.Select(c => IndexOf(table.Columns, c))];
        kinds = [.. table.Kept.Select(c => c.Rule.OutputKind(c.Type))];
    }

    /// <summary>Whose rows are left out; null: nobody's.</summary>
    public WithdrawalList? Withdrawn
    {
        get => context.Withdrawn;
        init => context.Withdrawn = value;
    }

    /// <summary>Loads all files of the table and looks for duplicate keys. </summary>
    /// <param name="sourceFiles">Gets a line per file.</param>
    /// <param name="report">Takes the bytes of the table read so far.</param>
    public SourceRefusal? Load(SourceFolder source, List<ManifestSourceFile> sourceFiles, Action<long> report, CancellationToken cancellation)
    {
        var columns = table.Kept.Zip(kinds).Select(c => $"{ParquetWriter.Quote(c.First.Output)} {WorkDatabase.TypeName(c.Second)}");
        if (PrepareRules(source, sourceFiles) is { } notPrepared)
        {
            return notPrepared;
        }

        work.Execute($"CREATE TABLE {ParquetWriter.Quote(TableFinish.Loaded(table))} ({string.Join(", ", columns)}, \"{RowColumn}\" BIGINT, \"{KeyHigh}\" UBIGINT, \"{KeyLow}\" UBIGINT)");
        using (var appender = work.Connection.CreateAppender(TableFinish.Loaded(table)))
        using (identifiers = identifierColumns.Count == 0 ? null : PatientIdentifiers.Create(work))
        {
            var bytesBefore = 0L;
            for (var i = 0; i < table.Files.Count; i++)
            {
                var before = bytesBefore;
                if (LoadFile(source, i, appender, sourceFiles, position => report(before + position), cancellation) is { } refusal)
                {
                    return refusal;
                }

                bytesBefore += source.Size(table.Files[i]);
            }
        }

        return FindDuplicateKey();
    }

    private static int IndexOf(IReadOnlyList<ColumnDefinition> columns, ColumnDefinition column) =>
        Enumerable.Range(0, columns.Count).First(i => ReferenceEquals(columns[i], column));

    private SourceRefusal? PrepareRules(SourceFolder source, List<ManifestSourceFile> sourceFiles)
    {
        foreach (var column in table.Kept)
        {
            if (column.Rule.Prepare(source, out var read) is { } refusal)
            {
                return refusal;
            }

            if (read is not null && source.Find(read, out var path) is null)
            {
                sourceFiles.Add(new ManifestSourceFile(read, SnapshotHash.OfFile(path), source.Size(read)));
            }
        }

        return null;
    }

    private SourceRefusal? LoadFile(SourceFolder source, int index, DuckDBAppender appender, List<ManifestSourceFile> sourceFiles, Action<long> report, CancellationToken cancellation)
    {
        var file = table.Files[index];
        if (source.OpenTable(table, file, out var opened) is { } notOpened)
        {
            return notOpened;
        }

        using var reader = opened!;
        if (reader.ReadHeader() == RawRead.Refused)
        {
            return reader.Refusal;
        }

        if (HeaderMatch.Find(file, reader.Header, table, out var positions) is { } mismatch)
        {
            return mismatch;
        }

        while (true)
        {
            switch (reader.Read())
            {
                case RawRead.Refused:
                    return reader.Refusal;
                case RawRead.End:
                    report(reader.Position);
                    sourceFiles.Add(new ManifestSourceFile(file, reader.Sha256(), source.Size(file)));
                    return null;
            }

            if (LoadRow(reader, positions, index, appender) is { } refusal)
            {
                return refusal with { File = file, Line = reader.Line, Row = reader.Row };
            }

            if (reader.Row % ProgressEveryRows == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                report(reader.Position);
            }
        }
    }

    private SourceRefusal? LoadRow(RawTableReader reader, int[] positions, int file, DuckDBAppender appender)
    {
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (ReadValue(reader.Field(positions[i]), i) is { } refusal)
            {
                return refusal;
            }
        }

        context.SetPatient(context[table.PatientKey].Canonical());
        if (context.IsWithdrawn)
        {
            return null;
        }

        var digest = keys.RowDigest(table.Name, [.. table.PrimaryKey.Select(k => context[k].Canonical())]);
        var row = appender.CreateRow();
        var patient = "";
        for (var i = 0; i < keptColumns.Length; i++)
        {
            var value = context[keptColumns[i]];
            if (value.HasValue)
            {
                if (table.Kept[i].Rule.Apply(value, context, out var result) is { } problem)
                {
                    return new SourceRefusal("row-refused", problem, "Mend the row, or change the rule in source.yaml.") { Column = table.Kept[i].Name };
                }

                value = result;
            }

            Append(row, value, kinds[i]);
            if (i == 0)
            {
                patient = value.Text;
            }
        }

        foreach (var column in identifierColumns)
        {
            identifiers!.Add(patient, context[column]);
        }

        row.AppendValue((file * RowsOfFile) + reader.Row)
            .AppendValue((ulong)(digest >> 64))
            .AppendValue((ulong)digest)
            .EndRow();
        return null;
    }

    private SourceRefusal? ReadValue(ReadOnlySpan<byte> field, int index)
    {
        var column = table.Columns[index];
        if (field.IsEmpty || IsMissingMark(field))
        {
            context[index] = TypedValue.Missing;
            return table.PrimaryKey.Contains(index) || index == table.PatientKey
                ? new SourceRefusal("key-missing", "The key is missing.", "Every row needs it: mend the row or take it out.") { Column = column.Name }
                : column.Required
                ? new SourceRefusal("value-missing", "The value is missing, and source.yaml requires one.", "Mend the row, or take \"required\" away.") { Column = column.Name }
                : null;
        }

        if (column.Type.Parse(field, out var value) is { } needed)
        {
            return new SourceRefusal("row-breaks-type", $"The value is not {needed}.", "Mend the row, or the type in source.yaml.") { Column = column.Name };
        }

        context[index] = value;
        return null;
    }

    private bool IsMissingMark(ReadOnlySpan<byte> field)
    {
        foreach (var mark in missingMarks)
        {
            if (field.SequenceEqual(mark))
            {
                return true;
            }
        }

        return false;
    }

    private static void Append(IDuckDBAppenderRow row, in TypedValue value, ValueKind kind)
    {
        if (!value.HasValue)
        {
            row.AppendNullValue();
            return;
        }

        _ = kind switch
        {
            ValueKind.Text => row.AppendValue(value.Text),
            ValueKind.Integer => row.AppendValue(value.Integer),
            ValueKind.Number => row.AppendValue(value.Number),
            ValueKind.Boolean => row.AppendValue(value.Boolean),
            ValueKind.Date => row.AppendValue(value.Date),
            _ => row.AppendValue(value.Timestamp),
        };
    }

    private SourceRefusal? FindDuplicateKey()
    {
        var twice = work.Query(
            $"SELECT min(\"{RowColumn}\"), max(\"{RowColumn}\") AS again FROM {ParquetWriter.Quote(TableFinish.Loaded(table))} GROUP BY \"{KeyHigh}\", \"{KeyLow}\" HAVING count(*) > 1 ORDER BY again LIMIT 1",
            r => (First: r.GetInt64(0), Again: r.GetInt64(1)));
        if (twice is not [var (first, again)])
        {
            return null;
        }

        var where = first / RowsOfFile == again / RowsOfFile ? "" : $" of {table.Files[(int)(first / RowsOfFile)]}";
        return new SourceRefusal("key-duplicate", $"The primary key stands already in row {first % RowsOfFile}{where}.", "A row must stand there once: take one of them out, or name more columns in \"primary-key\".")
        {
            File = table.Files[(int)(again / RowsOfFile)],
            Row = again % RowsOfFile,
            Column = string.Join(" + ", table.PrimaryKey.Select(k => table.Columns[k].Name)),
        };
    }
}
