using System.Buffers.Binary;

namespace Workbench.Dicom.Reading;

/// <summary>How a data set is written whose file meta information is missing, or says something that its first element contradicts.</summary>
internal static class SyntaxGuess
{
    /// <summary>The first element of a real data set is no longer than this; what an explicit element's letters make as an implicit length is.</summary>
    private const uint LongestFirst = 0x4000;

    /// <summary>Only the first element says how the data set is written; null where that is unclear, so that the file is refused.</summary>
    /// <param name="head">The data set's first 8 bytes.</param>
    public static TransferSyntax? From(ReadOnlySpan<byte> head)
    {
        if (head.Length < 8)
        {
            return null;
        }

        var little = BinaryPrimitives.ReadUInt16LittleEndian(head);
        var big = BinaryPrimitives.ReadUInt16BigEndian(head);
        if (IsFirstGroup(little))
        {
            return HasRepresentation(head) ? TransferSyntax.ExplicitLittleEndian : TransferSyntax.ImplicitLittleEndian;
        }

        return IsFirstGroup(big) && HasRepresentation(head) ? TransferSyntax.ExplicitBigEndian : null;
    }

    /// <summary>
    /// A file begins with an explicit element of group 0008 and has no file meta information where it would stand: the letters DICM that stand at
    /// byte 128 are a part of some value.
    /// </summary>
    /// <param name="head">The file's first bytes.</param>
    public static bool IsDataSet(ReadOnlySpan<byte> head) =>
        BinaryPrimitives.ReadUInt16LittleEndian(head) == 0x0008 && HasRepresentation(head) && (head.Length < 134 || BinaryPrimitives.ReadUInt16LittleEndian(head[132..]) != 0x0002);

    /// <summary>
    /// Whether elements carry their value representation. Some systems name one syntax and write the other; the first element decides where it
    /// leaves no doubt.
    /// </summary>
    /// <param name="named">The syntax that the file meta information names.</param>
    /// <param name="head">The data set's first 8 bytes.</param>
    public static bool IsExplicit(TransferSyntax named, ReadOnlySpan<byte> head)
    {
        if (named.IsBigEndian || head.Length < 8 || !IsFirstGroup(BinaryPrimitives.ReadUInt16LittleEndian(head)))
        {
            return named.IsExplicit;
        }

        var isShort = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]) <= LongestFirst;
        return named.IsExplicit ? HasRepresentation(head) || !isShort : HasRepresentation(head) && !isShort;
    }

    private static bool IsFirstGroup(ushort group) => group is 0x0004 or 0x0008 or 0x0010;

    private static bool HasRepresentation(ReadOnlySpan<byte> head) => new ValueRepresentation(BinaryPrimitives.ReadUInt16BigEndian(head[4..])).IsKnown;
}
