using System.Buffers.Binary;
using System.Text;
using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Building.Rows;

/// <summary>
/// How a row lies in a <see cref="RowSpill"/>: its length, the patient's pseudonym, the digest of its primary key, its place in the raw files, a bit for each missing
/// value, then the values one after the other: 8 bytes for whole numbers, numbers and timestamps (microseconds since 1970), 4 for dates (days since 1970),
/// 1 for truth values, texts with their length before them. Numbers are little-endian, the digest big-endian so that bytes compare as it does.
/// </summary>
/// <param name="kinds">Kinds of the columns behind the patient's pseudonym.</param>
internal sealed class RowLayout(IReadOnlyList<ValueKind> kinds)
{
    public const int PatientAt = 4;
    public const int DigestAt = PatientAt + PatientKeys.PseudonymLength;
    public const int PlaceAt = DigestAt + 16;
    public const int BitsAt = PlaceAt + 8;

    private static readonly int FirstDay = new DateOnly(1970, 1, 1).DayNumber;

    public IReadOnlyList<ValueKind> Kinds { get; } = kinds;

    /// <summary>Where the values start.</summary>
    public int ValuesAt { get; } = BitsAt + ((kinds.Count + 7) / 8);

    /// <summary>Starts a row in a buffer, with all values missing; returns where its values start.</summary>
    public int Begin(ref byte[] row, string patient, UInt128 digest, long place)
    {
        Reserve(ref row, ValuesAt);
        row.AsSpan(0, ValuesAt).Clear();
        Encoding.ASCII.GetBytes(patient, row.AsSpan(PatientAt));
        BinaryPrimitives.WriteUInt128BigEndian(row.AsSpan(DigestAt), digest);
        BinaryPrimitives.WriteInt64LittleEndian(row.AsSpan(PlaceAt), place);
        return ValuesAt;
    }

    /// <summary>Adds a value that is there; returns where the next one starts.</summary>
    public int Add(ref byte[] row, int at, int column, in TypedValue value)
    {
        row[BitsAt + (column >> 3)] |= (byte)(1 << (column & 7));
        Reserve(ref row, at + 8);
        switch (Kinds[column])
        {
            case ValueKind.Integer:
                BinaryPrimitives.WriteInt64LittleEndian(row.AsSpan(at), value.Integer);
                return at + 8;
            case ValueKind.Number:
                BinaryPrimitives.WriteDoubleLittleEndian(row.AsSpan(at), value.Number);
                return at + 8;
            case ValueKind.Timestamp:
                BinaryPrimitives.WriteInt64LittleEndian(row.AsSpan(at), (value.Timestamp.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);
                return at + 8;
            case ValueKind.Date:
                BinaryPrimitives.WriteInt32LittleEndian(row.AsSpan(at), value.Date.DayNumber - FirstDay);
                return at + 4;
            case ValueKind.Boolean:
                row[at] = value.Boolean ? (byte)1 : (byte)0;
                return at + 1;
            default:
                var text = value.Text;
                Reserve(ref row, at + 4 + Encoding.UTF8.GetMaxByteCount(text.Length));
                var length = Encoding.UTF8.GetBytes(text, row.AsSpan(at + 4));
                BinaryPrimitives.WriteInt32LittleEndian(row.AsSpan(at), length);
                return at + 4 + length;
        }
    }

    /// <summary>Ends a row: <paramref name="end"/> is where its last value ends.</summary>
    public static ReadOnlySpan<byte> End(byte[] row, int end)
    {
        BinaryPrimitives.WriteInt32LittleEndian(row, end);
        return row.AsSpan(0, end);
    }

    private static void Reserve(ref byte[] row, int bytes)
    {
        if (bytes > row.Length)
        {
            Array.Resize(ref row, Math.Max(bytes, row.Length * 2));
        }
    }
}
