namespace Workbench.Client.Images;

/// <summary>One frame as numbers: for CT in Hounsfield units. Of coloured images it holds the luminance.</summary>
/// <param name="Rows">Height in pixels.</param>
/// <param name="Columns">Width in pixels.</param>
/// <param name="Values">Row by row from the top, <paramref name="Rows"/> x <paramref name="Columns"/> numbers.</param>
/// <param name="RowSpacing">Distance between rows in mm; null where the image does not say.</param>
/// <param name="ColumnSpacing">Distance between columns in mm; null where the image does not say.</param>
public sealed record ImageFrame(int Rows, int Columns, float[] Values, double? RowSpacing, double? ColumnSpacing)
{
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

    /// <inheritdoc/>
    public override string ToString() => $"{Rows} x {Columns} pixels";
}
