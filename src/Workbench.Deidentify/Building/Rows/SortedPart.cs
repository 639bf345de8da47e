using System.Buffers.Binary;

namespace Workbench.Deidentify.Building.Rows;

/// <summary>
/// One part of a spill in the order of the snapshot: by pseudonym, and for one patient by the keyed digest of the primary key. Both are as good as random and no two rows
/// agree in both, so the order is the same however the raw files are ordered, and says nothing about them.
/// </summary>
internal sealed class SortedPart
{
    private readonly Key[] keys;

    public SortedPart(byte[] bytes)
    {
        var count = 0;
        for (var at = 0; at < bytes.Length; at += BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at)))
        {
            count++;
        }

        keys = new Key[count];
        for (int at = 0, i = 0; at < bytes.Length; at += BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at)), i++)
        {
            keys[i] = new Key(BinaryPrimitives.ReadUInt128BigEndian(bytes.AsSpan(at + RowLayout.PatientAt)), BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(at + RowLayout.PatientAt + 16)), BinaryPrimitives.ReadUInt128BigEndian(bytes.AsSpan(at + RowLayout.DigestAt)), at);
        }

        Array.Sort(keys);

        // Copied into their order here, on a thread that has time, so that whoever walks through them reads memory from front to back.
        Bytes = GC.AllocateUninitializedArray<byte>(bytes.Length);
        var to = 0;
        foreach (ref var key in keys.AsSpan())
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(key.At));
            bytes.AsSpan(key.At, length).CopyTo(Bytes.AsSpan(to));
            key = key with { At = to };
            to += length;
        }
    }

    /// <summary>The rows in their order.</summary>
    public byte[] Bytes { get; }

    public int Count => keys.Length;

    /// <summary>Where a row starts in <see cref="Bytes"/>.</summary>
    public int this[int row] => keys[row].At;

    /// <summary>Whether a row is of the same patient as the one before it.</summary>
    public bool IsSamePatient(int row) => row > 0 && keys[row].IsSamePatient(keys[row - 1]);

    /// <summary>The place of a row in the raw files.</summary>
    public long Place(int row) => BinaryPrimitives.ReadInt64LittleEndian(Bytes.AsSpan(keys[row].At + RowLayout.PlaceAt));

    /// <summary>Places of two rows with one primary key: of the first such row, and of the one that repeats it earliest; null when there are none.</summary>
    public (long First, long Again)? FindDuplicate() => Duplicates.Find(keys.Length, i => keys[i].IsSameRow(keys[i - 1]), Place);

    private readonly record struct Key(UInt128 Patient, ulong PatientRest, UInt128 Digest, int At) : IComparable<Key>
    {
        public bool IsSamePatient(in Key other) => Patient == other.Patient && PatientRest == other.PatientRest;

        public bool IsSameRow(in Key other) => Digest == other.Digest && IsSamePatient(other);

        public int CompareTo(Key other)
        {
            if (Patient != other.Patient)
            {
                return Patient < other.Patient ? -1 : 1;
            }

            return PatientRest != other.PatientRest ? PatientRest.CompareTo(other.PatientRest) : Digest.CompareTo(other.Digest);
        }
    }
}
