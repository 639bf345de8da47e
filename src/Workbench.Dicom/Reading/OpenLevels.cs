namespace Workbench.Dicom.Reading;

internal enum LevelKind : byte
{
    Sequence,
    Item,
    Fragments,
}

/// <summary>A sequence, item or run of fragments that has begun and not ended.</summary>
/// <param name="End">Where it ends, in bytes from the stream's start; null when a delimiter ends it.</param>
/// <param name="IsExplicit">Elements in it carry their value representation.</param>
/// <param name="IsUnknown">It stands in a value of VR UN, which is implicit little endian whatever is around it (PS3.5, 6.2.2 note 2).</param>
internal readonly record struct OpenLevel(LevelKind Kind, long? End, bool IsExplicit, bool IsUnknown, DicomTag Tag, ValueRepresentation Representation);

/// <summary>The open levels of a file, innermost last, up to a limit.</summary>
internal sealed class OpenLevels(int limit)
{
    private readonly OpenLevel[] levels = new OpenLevel[limit];

    public int Depth { get; private set; }

    /// <summary>The innermost level; there has to be one.</summary>
    public ref readonly OpenLevel Current => ref levels[Depth - 1];

    /// <exception cref="DicomFormatException">Deeper than the limit.</exception>
    public void Open(in OpenLevel level)
    {
        if (Depth == levels.Length)
        {
            throw new DicomFormatException(DicomFormatException.Reasons.LimitExceeded, $"Sequences are nested deeper than {levels.Length} levels.");
        }

        levels[Depth++] = level;
    }

    public OpenLevel Close() => levels[--Depth];

    /// <summary>Whether a value that ends at <paramref name="end"/> lies inside every level of known length around it.</summary>
    public bool Fits(long end)
    {
        for (var level = Depth - 1; level >= 0; level--)
        {
            if (levels[level].End is { } levelEnd)
            {
                return end <= levelEnd;
            }
        }

        return true;
    }
}
