using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Workbench.Client.Tests.Notebooks;

/// <summary>The sample notebook of images, and images in the kernel's languages, on the demo's cohort behind the real broker.</summary>
public sealed class ImageNotebookTests(ScanWorld world) : IClassFixture<ScanWorld>
{
    private const string Viewer = "application/vnd.workbench.image-series+json";

    [Fact]
    public async Task Images_and_tables_measures_nodules_joins_them_and_finds_what_was_drawn()
    {
        await using var kernel = await KernelProcess.StartAsync(world.SocketPath);

        var cells = await SampleNotebook.Open("06-images-and-tables").RunAsync(kernel);

        Assert.Contains("960 images", Result(cells, "scan-open").Text("text/html"));
        AssertViewer(Result(cells, "scan-view"), slices: 16);
        Assert.Equal(["image/png", "text/plain"], Result(cells, "scan-volume").MimeTypes.Order());
        Assert.Equal(2, cells["scan-all"].Count(output => output.MimeTypes.Contains("image/png")));
        Assert.Contains("60 nodules", Printed(cells, "scan-all"));
        var aucs = Regex.Matches(Result(cells, "scan-model").Text()!, @"(?<=\bauc: )[\d.]+").Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture)).ToArray();
        Assert.InRange(aucs[1], 0.65, 0.99);
        Assert.True(aucs[1] > aucs[0], "the nodule, from which the days were drawn, says less than the clinical columns");
        Assert.All(new[] { "scan-chart", "scan-folds" }, id => Assert.Contains("application/vnd.plotly.v1+json", Result(cells, id).MimeTypes));
        Assert.Contains("(16, 128, 128) elements of 59 cubic millimetres", Printed(cells, "scan-python"));
        AssertViewer(Result(cells, "scan-python"), slices: 16);
    }

    [Fact]
    public async Task Series_in_FSharp_is_a_volume_and_a_viewer()
    {
        await using var kernel = await KernelProcess.StartAsync(world.SocketPath);

        var outputs = await kernel.RunAsync(
            "let series = (Cohorts.Open \"lung\").Images.OfModality(\"CT\").Series().[0]\nlet volume = series.Volume()\nprintfn \"%d slices, %d x %d, air is %.0f HU\" volume.Slices volume.Rows volume.Columns (round (float volume.[0, 0, 0] / 100.0) * 100.0)\nseries", "fsharp");

        Assert.Contains("16 slices, 128 x 128, air is -1000 HU", string.Concat(outputs.Where(output => output.Type == "stream").Select(output => output.Text())));
        AssertViewer(outputs.Single(output => output.Type == "execute_result"), slices: 16);
    }

    [Fact]
    public async Task Series_after_revocation_is_refused_in_words_and_loaded_pixels_stay()
    {
        await using var kernel = await KernelProcess.StartAsync(world.SocketPath);
        await kernel.RunAsync("var series = Cohorts.Open(\"lung\").Images.Series()[0]; var volume = series.Volume();");
        await world.RevokeAsync();
        try
        {
            var refused = await kernel.RunAsync("series");
            var kept = await kernel.RunAsync("volume.Slices");

            Assert.Contains("permit-revoked", refused.Single(output => output.Type == "error").Text());
            Assert.Equal("16", kept.Single().Text());
        }
        finally
        {
            await world.GrantAsync();
        }
    }

    private static void AssertViewer(CellOutput output, int slices)
    {
        Assert.Equal([Viewer, "image/png", "text/plain"], output.MimeTypes.Order());
        var sent = output.Content.GetProperty("data").GetProperty(Viewer);
        Assert.Equal(JsonValueKind.Object, sent.ValueKind);
        Assert.Equal((slices, "HU"), (sent.GetProperty("slices").GetArrayLength(), sent.GetProperty("unit").GetString()));
        Assert.InRange(sent.GetProperty("pixels").GetString()!.Length, 100_000, 2_000_000);
    }

    private static string Printed(IReadOnlyDictionary<string, IReadOnlyList<CellOutput>> cells, string id) =>
        string.Concat(cells[id].Where(output => output.Type == "stream").Select(output => output.Text()));

    private static CellOutput Result(IReadOnlyDictionary<string, IReadOnlyList<CellOutput>> cells, string id) =>
        cells[id].Single(output => output.Type == "execute_result");
}
