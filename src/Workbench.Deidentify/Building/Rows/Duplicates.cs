using System.Buffers.Binary;

namespace Workbench.Deidentify.Building.Rows;

/// <summary>Looks for primary keys that stand twice, by their digests.</summary>
internal static class Duplicates
{
    /// <summary>Bytes of a record of digests: digest, place.</summary>
    public const int RecordBytes = 24;

    /// <summary>Of all groups of equal neighbours the two smallest places of the one whose second is smallest, or null when there is none.</summary>
    public static (long First, long Again)? Find(int count, Func<int, bool> isSameAsBefore, Func<int, long> place)
    {
        (long First, long Again)? found = null;
        for (var i = 1; i < count; i++)
        {
            if (!isSameAsBefore(i))
            {
                continue;
            }

            var (first, again) = (Math.Min(place(i - 1), place(i)), Math.Max(place(i - 1), place(i)));
            for (i++; i < count && isSameAsBefore(i); i++)
            {
                var next = place(i);
                (first, again) = next < first ? (next, first) : (first, Math.Min(again, next));
            }

            if (found is null || again < found.Value.Again)
            {
                found = (first, again);
            }
        }

        return found;
    }

    /// <summary>The same over a spill of digests, where rows of different patients may share a key.</summary>
    public static (long First, long Again)? Find(RowSpill digests)
    {
        (long First, long Again)? found = null;
        for (var part = 0; part < digests.Parts; part++)
        {
            var bytes = digests.Read(part);
            var keys = new (UInt128 Digest, long Place)[bytes.Length / RecordBytes];
            for (var i = 0; i < keys.Length; i++)
            {
                keys[i] = (BinaryPrimitives.ReadUInt128BigEndian(bytes.AsSpan(i * RecordBytes)), BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan((i * RecordBytes) + 16)));
            }

            Array.Sort(keys, (one, other) => one.Digest.CompareTo(other.Digest));
            found = Earlier(found, Find(keys.Length, i => keys[i].Digest == keys[i - 1].Digest, i => keys[i].Place));
        }

        return found;
    }

    /// <summary>The one that is repeated earlier.</summary>
    public static (long First, long Again)? Earlier((long First, long Again)? one, (long First, long Again)? other) =>
        one is null || other?.Again < one.Value.Again ? other : one;
}
