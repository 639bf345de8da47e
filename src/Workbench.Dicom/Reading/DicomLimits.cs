namespace Workbench.Dicom.Reading;

/// <summary>Hard limits of one file: what lies beyond them is refused, so that a hostile file costs little.</summary>
public sealed record DicomLimits
{
    public static readonly DicomLimits Default = new();

    /// <summary>Levels of nested sequences. Real files stay below 10.</summary>
    public int Depth { get; init; } = 32;

    /// <summary>Elements, items and fragments in a file. Large segmentations have some hundred thousand.</summary>
    public int Elements { get; init; } = 4_000_000;

    /// <summary>Bytes of a single value that is read into memory (pixel values are copied or skipped, not read).</summary>
    public int ValueBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Bytes that a deflated data set may inflate to.</summary>
    public long InflatedBytes { get; init; } = 4L * 1024 * 1024 * 1024;

    /// <summary>Bytes that are read ahead at once; whoever wants the first elements alone takes few.</summary>
    public int WindowBytes { get; init; } = 64 * 1024;
}
