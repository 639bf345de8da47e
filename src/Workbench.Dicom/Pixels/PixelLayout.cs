namespace Workbench.Dicom.Pixels;

/// <summary>How the pixels of an image are laid out (PS3.3 2025e, C.7.6.3, and PS3.5, section 8).</summary>
public sealed record PixelLayout
{
    /// <summary>(0028,0010).</summary>
    public int Rows { get; init; }

    /// <summary>(0028,0011).</summary>
    public int Columns { get; init; }

    /// <summary>(0028,0008); 1 where the image has none.</summary>
    public int Frames { get; init; } = 1;

    /// <summary>(0028,0002).</summary>
    public int SamplesPerPixel { get; init; } = 1;

    /// <summary>(0028,0100).</summary>
    public int BitsAllocated { get; init; }

    /// <summary>(0028,0101).</summary>
    public int BitsStored { get; init; }

    /// <summary>(0028,0103) is 1.</summary>
    public bool IsSigned { get; init; }

    /// <summary>(0028,0006) is 1: all of one sample first, then all of the next.</summary>
    public bool IsPlanar { get; init; }

    /// <summary>(0028,0004), in capitals.</summary>
    public string Photometric { get; init; } = "";

    public int BytesPerSample => BitsAllocated / 8;

    /// <summary>Two pixels share their colour samples (YBR_FULL_422 uncompressed, PS3.3, C.7.6.3.1.2).</summary>
    public bool IsSubsampled => SamplesPerPixel == 3 && Photometric is "YBR_FULL_422" or "YBR_PARTIAL_422";

    /// <summary>Bytes of one uncompressed frame.</summary>
    public long FrameBytes => (long)Rows * Columns * (IsSubsampled ? 2 : SamplesPerPixel) * BytesPerSample;

    /// <summary>Bytes of one frame once each pixel has all of its samples.</summary>
    public long FrameBytesWithoutSubsampling => (long)Rows * Columns * SamplesPerPixel * BytesPerSample;

    /// <summary>Whole bytes per sample, one or three samples, and a size that an image has.</summary>
    public bool IsUsual => Rows is > 0 and <= ushort.MaxValue && Columns is > 0 and <= ushort.MaxValue && Frames > 0 && SamplesPerPixel is 1 or 3 &&
        BitsAllocated is 8 or 16 or 32 && BitsStored > 0 && BitsStored <= BitsAllocated;
}
