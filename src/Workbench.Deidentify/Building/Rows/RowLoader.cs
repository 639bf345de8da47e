using System.Buffers.Binary;
using System.Text;
using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Reading;
using Workbench.Deidentify.Rules;
using Workbench.Deidentify.Sources;
using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Building.Rows;

/// <summary>
/// Takes the rows that one thread reads through types and rules into a spill. One row is held at a time. Every column is judged by its declared type, dropped
/// ones too: a shifted row would otherwise go unnoticed.
/// </summary>
internal sealed class RowLoader
{
    private readonly TableDefinition table;
    private readonly RowLayout layout;
    private readonly RowDigest digests;
    private readonly PatientIdentifiers? identifiers;
    private readonly RowContext context;
    private readonly RowSpill.Writer rows;
    private readonly RowSpill.Writer? keys;
    private readonly int partShift;
    private readonly int keyShift;
    private readonly byte[][] missingMarks;
    private readonly (ColumnDefinition Column, bool IsKey, bool IsRead)[] columns;
    private readonly int[] primaryKey;
    private readonly (int Index, Rule Rule)[] kept;
    private byte[] row = new byte[1024];
    private byte[] key = new byte[256];

    /// <param name="keySpill">Takes the digests of primary keys, where two patients could share one.</param>
    /// <param name="identifiers">Takes values that are to be taken out of free text, or null.</param>
    public RowLoader(TableDefinition table, RowLayout layout, PatientKeys patientKeys, PatientCache patients, RowSpill spill, RowSpill? keySpill, PatientIdentifiers? identifiers)
    {
        (this.table, this.layout, this.identifiers) = (table, layout, identifiers);
        digests = patientKeys.RowDigests(table.Name);
        context = new RowContext(table.Columns.Count, patientKeys, patients, table.Issuer);
        (rows, keys) = (new RowSpill.Writer(spill), keySpill is null ? null : new RowSpill.Writer(keySpill));
        (partShift, keyShift) = (8 - int.Log2(spill.Parts), 8 - int.Log2(keySpill?.Parts ?? 1));
        primaryKey = [.. table.PrimaryKey];
        missingMarks = [.. table.MissingMarks.Select(Encoding.UTF8.GetBytes)];
        kept = [.. table.Kept.Select(c => (table.Columns.ToList().FindIndex(other => ReferenceEquals(c, other)), c.Rule))];
        columns = [.. table.Columns.Select((c, i) =>
        {
            var isKey = i == table.PatientKey || table.PrimaryKey.Contains(i);
            return (c, isKey, isKey || !c.Rule.Drops || c.Type is not TextType || identifiers?.Columns.Contains(i) == true);
        })];
    }

    /// <summary>Loads all rows of a reader whose header was read.</summary>
    /// <param name="positions">For each column its place in the file.</param>
    /// <param name="block">Number of the block, for the places of its rows.</param>
    public SourceRefusal? Load(RawTableReader reader, int[] positions, int block)
    {
        while (true)
        {
            switch (reader.Read())
            {
                case RawRead.Refused:
                    return reader.Refusal;
                case RawRead.End:
                    return null;
            }

            if (LoadRow(reader, positions, RowPlaces.Of(block, reader.Row)) is { } refusal)
            {
                return refusal with { Line = reader.Line, Row = reader.Row };
            }
        }
    }

    /// <summary>Writes what is gathered.</summary>
    public void Flush()
    {
        rows.Flush();
        keys?.Flush();
    }

    private SourceRefusal? LoadRow(RawTableReader reader, int[] positions, long place)
    {
        for (var i = 0; i < columns.Length; i++)
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

        if (Applied(0, out var patient) is { } unclean)
        {
            return unclean;
        }

        var digest = Digest();
        var at = layout.Begin(ref row, patient.Text, digest, place);
        for (var i = 1; i < kept.Length; i++)
        {
            if (Applied(i, out var value) is { } refusal)
            {
                return refusal;
            }

            if (value.HasValue)
            {
                at = layout.Add(ref row, at, i - 1, value);
            }
        }

        rows.Add(PatientKeys.LeadingBits(patient.Text) >> partShift, RowLayout.End(row, at));
        AddKey(digest, place);
        identifiers?.Add(patient.Text, context);
        return null;
    }

    private SourceRefusal? Applied(int column, out TypedValue result)
    {
        var value = context[kept[column].Index];
        if (!value.HasValue)
        {
            result = TypedValue.Missing;
            return null;
        }

        return kept[column].Rule.Apply(value, context, out result) is { } problem
            ? new SourceRefusal("row-refused", problem, "Mend the row, or change the rule in source.yaml.") { Column = table.Kept[column].Name }
            : null;
    }

    private SourceRefusal? ReadValue(ReadOnlySpan<byte> field, int index)
    {
        var (column, isKey, isRead) = columns[index];
        if (field.IsEmpty || IsMissingMark(field))
        {
            context[index] = TypedValue.Missing;
            return isKey
                ? new SourceRefusal("key-missing", "The key is missing.", "Every row needs it: mend the row or take it out.") { Column = column.Name }
                : column.Required
                ? new SourceRefusal("value-missing", "The value is missing, and source.yaml requires one.", "Mend the row, or take \"required\" away.") { Column = column.Name }
                : null;
        }

        // Text that leaves is any text, so there is nothing to judge but what the reader judged.
        if (!isRead && !field.Contains((byte)0))
        {
            return null;
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

    private UInt128 Digest()
    {
        var at = 0;
        foreach (var column in primaryKey)
        {
            at = RowDigest.Add(ref key, at, context[column].Canonical());
        }

        return digests.Of(key.AsSpan(0, at));
    }

    private void AddKey(UInt128 digest, long place)
    {
        if (keys is null)
        {
            return;
        }

        Span<byte> record = stackalloc byte[Duplicates.RecordBytes];
        BinaryPrimitives.WriteUInt128BigEndian(record, digest);
        BinaryPrimitives.WriteInt64LittleEndian(record[16..], place);
        keys.Add(record[0] >> keyShift, record);
    }
}
