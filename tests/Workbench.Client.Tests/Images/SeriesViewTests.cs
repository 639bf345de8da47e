using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.DotNet.Interactive.Formatting;
using Workbench.Client.Formatting;
using Workbench.Client.Images;

namespace Workbench.Client.Tests.Images;

/// <summary>Frames, volumes and what the page's viewer is sent.</summary>
public sealed class SeriesViewTests
{
    static SeriesViewTests() => ClientFormatters.Register();

    [Fact]
    public void Viewer_gets_hounsfield_units_as_they_are_with_places_spacing_and_window()
    {
        var volume = Volume([-1000, -850, 40, 480, -24, 7], slices: 3, rows: 1, columns: 2);

        var shown = volume.View(ImageWindow.Bone, "CT of somebody");

        var sent = Parse(shown);
        Assert.Equal([-1000, -850, 40, 480, -24, 7], Unpack(sent));
        Assert.Equal(
            """{"rows":1,"columns":2,"spacing":[2.5,3],"slices":[1,2,3],"positions":[0,6,12],"of":3,"window":[480,2500],"unit":"HU","orientation":[1,0,0,0,1,0],"slope":1,"intercept":0}""",
            JsonSerializer.Serialize(new[] { "rows", "columns", "spacing", "slices", "positions", "of", "window", "unit", "orientation", "slope", "intercept" }.ToDictionary(name => name, name => sent.GetProperty(name))));
        Assert.Equal(["application/vnd.workbench.image-series+json", "image/png", "text/plain"], ClientFormatters.MimeTypesFor(shown).Order());
        Assert.Equal("CT of somebody: 3 slices of 1 x 2 pixels, window 480 ± 1250 HU", shown.ToDisplayString("text/plain"));
    }

    [Fact]
    public void Values_that_are_no_whole_numbers_come_back_within_a_65535th_of_their_range()
    {
        float[] values = [0.25f, 3.5f, 9.875f, 1];

        var sent = Parse(Volume(values, slices: 1, rows: 2, columns: 2).View());

        var (slope, intercept) = (sent.GetProperty("slope").GetDouble(), sent.GetProperty("intercept").GetDouble());
        Assert.All(values.Zip(Unpack(sent)), pair => Assert.Equal(pair.First, (pair.Second * slope) + intercept, (9.875 - 0.25) / 65535));
    }

    [Fact]
    public void Large_series_is_sent_smaller_and_says_so_and_the_volume_stays_whole()
    {
        var frames = Enumerable.Range(0, 100).Select(slice => new ImageFrame(512, 512, Enumerable.Repeat((float)slice, 512 * 512).ToArray(), 0.7, 0.7)).ToList();
        var volume = new ImageVolume(frames, 1, [.. frames.Select((_, slice) => (double?)slice)]);

        var sent = Parse(volume.View());

        Assert.Equal((256, 256, 50, 100), (sent.GetProperty("rows").GetInt32(), sent.GetProperty("columns").GetInt32(), sent.GetProperty("slices").GetArrayLength(), sent.GetProperty("of").GetInt32()));
        Assert.Equal((1.4, 3), (sent.GetProperty("spacing")[0].GetDouble(), sent.GetProperty("slices")[1].GetInt32()));
        Assert.Equal("Shown here at 1/2 of the resolution, one slice of 2; the data of the cell are whole.", sent.GetProperty("note").GetString());
        Assert.True(Unpack(sent).Length <= SeriesView.MostPixels);
        Assert.Equal((100, 512, 512, 99f), (volume.Slices, volume.Rows, volume.Columns, volume[99, 511, 511]));
    }

    [Fact]
    public void Volume_is_an_array_of_slices_rows_and_columns_with_the_size_of_an_element()
    {
        var volume = Volume([1, 2, 3, 4, 5, 6, 7, 8], slices: 2, rows: 2, columns: 2);

        Assert.Equal((5, 7, 2.5 * 3 * 6), (volume.ToArray()[1, 0, 0], volume[1, 1, 0], volume.VoxelVolume));
    }

    [Fact]
    public void Frames_of_different_sizes_are_no_volume() =>
        Assert.Throws<InvalidOperationException>(() => new ImageVolume([new(1, 1, [0], null, null), new(1, 2, [0, 0], null, null)], null, []));

    [Theory]
    [InlineData(-1350, 0)]
    [InlineData(-600, 128)]
    [InlineData(5000, 255)]
    public void Window_makes_greys(double value, byte grey) => Assert.Equal(grey, ImageWindow.Lung.Grey(value));

    [Fact]
    public void Frame_is_shown_as_a_picture()
    {
        var frame = new ImageFrame(1, 2, [-1350, 150], 1, 1) { Window = ImageWindow.Lung };

        Assert.Equal(["image/png", "text/plain"], ClientFormatters.MimeTypesFor(frame).Order());
        Assert.StartsWith("iVBORw0KGgo", frame.ToDisplayString("image/png"));
    }

    private static ImageVolume Volume(float[] values, int slices, int rows, int columns) => new(
        [.. values.Chunk(rows * columns).Select(slice => new ImageFrame(rows, columns, slice, 2.5, 3) { Unit = "HU", Window = ImageWindow.Lung, Orientation = [1, 0, 0, 0, 1, 0] })],
        6,
        [.. Enumerable.Range(0, slices).Select(slice => (double?)slice * 6)]);

    private static JsonElement Parse(SeriesView view) => JsonDocument.Parse(view.ToDisplayString(SeriesView.MimeType)).RootElement;

    private static short[] Unpack(JsonElement sent)
    {
        Assert.Equal("int16-zlib", sent.GetProperty("encoding").GetString());
        using var plain = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(sent.GetProperty("pixels").GetBytesFromBase64()), CompressionMode.Decompress))
        {
            zlib.CopyTo(plain);
        }

        return MemoryMarshal.Cast<byte, short>(plain.ToArray()).ToArray();
    }
}
