namespace Workbench.Client.Images;

/// <summary>The frames of a series as one block of numbers, slice by slice: for CT in Hounsfield units.</summary>
public sealed class ImageVolume
{
    internal ImageVolume(IReadOnlyList<ImageFrame> frames, double? sliceSpacing, IReadOnlyList<double?> positions)
    {
        if (frames.Count == 0 || frames.Any(frame => (frame.Rows, frame.Columns) != (frames[0].Rows, frames[0].Columns)))
        {
            throw new InvalidOperationException(frames.Count == 0
                ? "The series has no frames."
                : "The frames of the series differ in size, so that they are no volume. Read them one by one by Pixels().");
        }

        (Frames, SliceSpacing, Positions) = (frames, sliceSpacing, positions);
    }

    /// <summary>The slices, by place.</summary>
    public IReadOnlyList<ImageFrame> Frames { get; }

    /// <summary>How many slices.</summary>
    public int Slices => Frames.Count;

    /// <summary>Height in pixels.</summary>
    public int Rows => Frames[0].Rows;

    /// <summary>Width in pixels.</summary>
    public int Columns => Frames[0].Columns;

    /// <summary>Distance between slices in mm, by their positions or else their thickness; null where the images do not say.</summary>
    public double? SliceSpacing { get; }

    /// <summary>Distance between rows in mm; null where the images do not say.</summary>
    public double? RowSpacing => Frames[0].RowSpacing;

    /// <summary>Distance between columns in mm; null where the images do not say.</summary>
    public double? ColumnSpacing => Frames[0].ColumnSpacing;

    /// <summary>Place of each slice along the patient's length in mm.</summary>
    public IReadOnlyList<double?> Positions { get; }

    /// <summary>Volume of one element in cubic millimetres; null where a spacing is not known.</summary>
    public double? VoxelVolume => SliceSpacing * RowSpacing * ColumnSpacing;

    /// <summary>The value of an element; slice 0 is the first by place, row and column 0 the upper left.</summary>
    public float this[int slice, int row, int column] => Frames[slice][row, column];

    /// <summary>The values as an array of slices, rows and columns.</summary>
    public float[,,] ToArray()
    {
        var array = new float[Slices, Rows, Columns];
        for (var slice = 0; slice < Slices; slice++)
        {
            Buffer.BlockCopy(Frames[slice].Values, 0, array, slice * Rows * Columns * sizeof(float), Rows * Columns * sizeof(float));
        }

        return array;
    }

    /// <summary>A viewer that scrolls through the slices in the page, as the last value of a cell or by display.</summary>
    /// <param name="window">The window to begin with; by default the images' own.</param>
    /// <param name="title">What stands above it.</param>
    public SeriesView View(ImageWindow? window = null, string? title = null) => new(this, title ?? ToString(), window);

    /// <inheritdoc/>
    public override string ToString() => $"volume of {Slices} x {Rows} x {Columns}";
}
