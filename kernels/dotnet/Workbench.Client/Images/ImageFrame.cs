using Workbench.Dicom.Pixels;

namespace Workbench.Client.Images;

/// <summary>One frame as numbers: for CT in Hounsfield units. Of coloured images it holds the luminance. As the last value of a cell it is shown as a picture.</summary>
/// <param name="Rows">Height in pixels.</param>
/// <param name="Columns">Width in pixels.</param>
/// <param name="Values">Row by row from the top, <paramref name="Rows"/> x <paramref name="Columns"/> numbers.</param>
/// <param name="RowSpacing">Distance between rows in mm; null where the image does not say.</param>
/// <param name="ColumnSpacing">Distance between columns in mm; null where the image does not say.</param>
public sealed record ImageFrame(int Rows, int Columns, float[] Values, double? RowSpacing, double? ColumnSpacing)
{
    /// <summary>The window that the image suggests; null where it suggests none.</summary>
    public ImageWindow? Window { get; init; }

    /// <summary>What the values are: HU for Hounsfield units; null where the image does not say.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether low values are white (photometric interpretation MONOCHROME1, PS3.3 2025e, C.7.6.3.1.2).</summary>
    public bool IsInverted { get; init; }

    /// <summary>
    /// Directions of a row and of a column in the patient: two unit vectors of x, y, z, where x grows to the patient's left, y to the back and z to the head
    /// (Image Orientation (Patient), PS3.3 2025e, C.7.6.2.1.1). Null where the image does not say.
    /// </summary>
    public IReadOnlyList<double>? Orientation { get; init; }

    /// <summary>The value of a pixel; row and column 0 are the upper left.</summary>
    public float this[int row, int column] =>
        (uint)row < (uint)Rows && (uint)column < (uint)Columns ? Values[(row * Columns) + column] : throw new ArgumentOutOfRangeException(nameof(row), "The pixel lies outside of the frame.");

    /// <summary>The values as an array of rows and columns.</summary>
    public float[,] ToArray()
    {
        var array = new float[Rows, Columns];
        Buffer.BlockCopy(Values, 0, array, 0, Values.Length * sizeof(float));
        return array;
    }

    /// <summary>The frame as a grey PNG.</summary>
    /// <param name="window">Which values become which greys; by default the image's own window, or from the least to the greatest value.</param>
    public byte[] ToPng(ImageWindow? window = null)
    {
        var shown = window ?? Window ?? ImageWindow.Whole(Values);
        return PngWriter.Write(Array.ConvertAll(Values, value => IsInverted ? (byte)(255 - shown.Grey(value)) : shown.Grey(value)), Columns, Rows, samplesPerPixel: 1);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Rows} x {Columns} pixels";
}
