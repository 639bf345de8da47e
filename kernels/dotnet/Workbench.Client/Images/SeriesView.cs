using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Workbench.Protocol.Jupyter;

namespace Workbench.Client.Images;

/// <summary>
/// A series as the page's viewer takes it: whole numbers of 16 bits, packed, at most <see cref="MostPixels"/> of them, so that a notebook stays small. Larger series are shown at half
/// the resolution as often as it takes, down to 256 pixels, and then by every n-th slice; the note says so. The numbers that a cell computes with stay as they are.
/// </summary>
public sealed class SeriesView
{
    /// <summary>The media type of the viewer's data.</summary>
    public const string MimeType = "application/vnd.workbench.image-series+json";

    /// <summary>Pixels of all slices that are sent to the page at most.</summary>
    public const int MostPixels = 4 * 1024 * 1024;

    private const int SmallestLongSide = 256;

    private readonly IReadOnlyList<ImageFrame> slices;
    private readonly IReadOnlyList<int> numbers;
    private readonly ImageVolume volume;

    internal SeriesView(ImageVolume volume, string title, ImageWindow? window)
    {
        (this.volume, Title) = (volume, title);
        var factor = 1;
        while ((long)volume.Slices * (volume.Rows / factor) * (volume.Columns / factor) > MostPixels && Math.Max(volume.Rows, volume.Columns) / factor > SmallestLongSide)
        {
            factor *= 2;
        }

        var pixels = (volume.Rows / factor) * (volume.Columns / factor);
        var step = (int)Math.Max(1, Math.Ceiling((double)volume.Slices * pixels / MostPixels));
        numbers = [.. Enumerable.Range(0, volume.Slices).Where(slice => slice % step == 0)];
        slices = [.. numbers.Select(slice => Smaller(volume.Frames[slice], factor))];
        Note = (factor, step) == (1, 1) ? null : string.Create(CultureInfo.InvariantCulture,
            $"Shown here {(factor > 1 ? $"at 1/{factor} of the resolution" : "in full resolution")}{(step > 1 ? $", one slice of {step}" : "")}; the data of the cell are whole.");
        Window = window ?? volume.Frames[0].Window ?? ImageWindow.Whole(slices[slices.Count / 2].Values);
    }

    /// <summary>What stands above it.</summary>
    public string Title { get; }

    /// <summary>The window to begin with.</summary>
    public ImageWindow Window { get; }

    /// <summary>What was left out to keep it small; null when nothing was.</summary>
    public string? Note { get; }

    /// <summary>The middle slice as PNG, for where there is no viewer.</summary>
    public byte[] ToPng() => slices[slices.Count / 2].ToPng(Window);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Title}: {volume.Slices} slices of {volume.Rows} x {volume.Columns} pixels, window {Window.Center} ± {Window.Width / 2}")
        + (volume.Frames[0].Unit is { } unit ? $" {unit}" : "");

    /// <summary>The viewer's data.</summary>
    internal string ToJson()
    {
        var (slope, intercept) = Scale();
        return Encoding.UTF8.GetString(JupyterJson.Write(writer =>
        {
            writer.WriteNumber("version", 1);
            writer.WriteString("title", Title);
            writer.WriteNumber("rows", slices[0].Rows);
            writer.WriteNumber("columns", slices[0].Columns);
            Numbers(writer, "spacing", [slices[0].RowSpacing, slices[0].ColumnSpacing]);
            Numbers(writer, "slices", [.. numbers.Select(slice => (double?)slice + 1)]);
            Numbers(writer, "positions", [.. numbers.Select(slice => volume.Positions.Count > slice ? volume.Positions[slice] : null)]);
            writer.WriteNumber("of", volume.Slices);
            Numbers(writer, "window", [Window.Center, Window.Width]);
            writer.WriteString("unit", volume.Frames[0].Unit);
            writer.WriteString("note", Note);
            Numbers(writer, "orientation", [.. (volume.Frames[0].Orientation ?? []).Select(part => (double?)part)]);
            writer.WriteBoolean("inverted", volume.Frames[0].IsInverted);
            writer.WriteNumber("slope", slope);
            writer.WriteNumber("intercept", intercept);
            writer.WriteString("encoding", "int16-zlib");
            writer.WriteBase64String("pixels", Pack(slope, intercept));
        }));
    }

    private static void Numbers(Utf8JsonWriter writer, string name, IReadOnlyList<double?> numbers)
    {
        writer.WriteStartArray(name);
        foreach (var number in numbers)
        {
            if (number is { } known)
            {
                writer.WriteNumberValue(known);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
    }

    /// <summary>Whole numbers that fit, such as Hounsfield units, stay as they are; others are spread over 16 bits.</summary>
    private (double Slope, double Intercept) Scale()
    {
        var all = slices.SelectMany(slice => slice.Values);
        if (all.All(value => value == MathF.Round(value) && value is >= short.MinValue and <= short.MaxValue))
        {
            return (1, 0);
        }

        var (least, most) = ((double)all.Min(), (double)all.Max());
        return (Math.Max(most - least, 1e-9) / ushort.MaxValue, (least + most) / 2);
    }

    private byte[] Pack(double slope, double intercept)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var bytes = new byte[slices[0].Values.Length * sizeof(short)];
            foreach (var slice in slices)
            {
                for (var i = 0; i < slice.Values.Length; i++)
                {
                    BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(i * sizeof(short)), (short)Math.Clamp(Math.Round((slice.Values[i] - intercept) / slope), short.MinValue, short.MaxValue));
                }

                zlib.Write(bytes);
            }
        }

        return packed.ToArray();
    }

    /// <summary>Means of blocks of pixels.</summary>
    private static ImageFrame Smaller(ImageFrame frame, int factor)
    {
        if (factor == 1)
        {
            return frame;
        }

        var (rows, columns) = (frame.Rows / factor, frame.Columns / factor);
        var values = new float[rows * columns];
        for (var row = 0; row < rows * factor; row++)
        {
            for (var column = 0; column < columns * factor; column++)
            {
                values[(row / factor * columns) + (column / factor)] += frame.Values[(row * frame.Columns) + column] / (factor * factor);
            }
        }

        return frame with { Rows = rows, Columns = columns, Values = values, RowSpacing = frame.RowSpacing * factor, ColumnSpacing = frame.ColumnSpacing * factor };
    }
}
