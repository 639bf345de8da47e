using System.Globalization;

namespace Workbench.Dicom;

/// <summary>The name of a data element: group and element number (PS3.5 2025e, 7.1), ordered as elements are in a file.</summary>
/// <param name="Value">Group in the upper, element in the lower 16 bits.</param>
public readonly record struct DicomTag(uint Value) : IComparable<DicomTag>
{
    public DicomTag(ushort group, ushort element)
        : this(((uint)group << 16) | element)
    {
    }

    public ushort Group => (ushort)(Value >> 16);

    public ushort Element => (ushort)Value;

    /// <summary>Odd groups are private (PS3.5, 7.8.1).</summary>
    public bool IsPrivate => (Group & 1) == 1;

    /// <summary>(gggg,0010) to (gggg,00FF) of a private group: names who owns a block of elements (PS3.5, 7.8.1).</summary>
    public bool IsPrivateCreator => IsPrivate && Element is >= 0x0010 and <= 0x00FF;

    /// <summary>(gggg,0000): the retired length of a group (PS3.5, 7.2).</summary>
    public bool IsGroupLength => Element == 0;

    public static bool operator <(DicomTag left, DicomTag right) => left.Value < right.Value;

    public static bool operator >(DicomTag left, DicomTag right) => left.Value > right.Value;

    public static bool operator <=(DicomTag left, DicomTag right) => left.Value <= right.Value;

    public static bool operator >=(DicomTag left, DicomTag right) => left.Value >= right.Value;

    public int CompareTo(DicomTag other) => Value.CompareTo(other.Value);

    /// <summary>As the standard writes it: (0010,0020).</summary>
    public override string ToString() => $"({Group:X4},{Element:X4})";

    /// <summary>Reads <c>0010,0020</c>, with or without parentheses.</summary>
    /// <exception cref="FormatException">The text is no tag.</exception>
    public static DicomTag Parse(ReadOnlySpan<char> text)
    {
        var inner = text.Trim("()");
        if (inner.Length == 9 && inner[4] == ',' &&
            ushort.TryParse(inner[..4], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var group) &&
            ushort.TryParse(inner[5..], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var element))
        {
            return new DicomTag(group, element);
        }

        throw new FormatException("A tag is written as gggg,eeee in hexadecimal digits.");
    }
}
