using System.Diagnostics;
using System.Text;

namespace Workbench.Notebooks.Tests.Sessions;

/// <summary>The Python package in the sandbox, against a broker socket that the server's hook opens in the session folder.</summary>
public sealed class PythonClientTests(SessionHost host) : IClassFixture<SessionHost>
{
    [Fact]
    public async Task Refusal_shows_clause_and_next_step()
    {
        const string body = """{"title":"No permit","status":403,"detail":"The cohort lung needs a permit.","code":"no-permit","clause":{"permit":"p1","number":2,"text":"rows only"},"nextStep":"Ask for access."}""";

        var text = await RunAsync("import workbench; workbench.open('lung')", _ => (403, body));

        Assert.Contains("The cohort lung needs a permit.", text, StringComparison.Ordinal);
        Assert.Contains("clause 2: rows only", text, StringComparison.Ordinal);
        Assert.Contains("Ask for access.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_come_with_the_version_that_was_opened()
    {
        const string schema = """{"name":"lung","version":3,"contentHash":"x","level":"rows","tables":[{"name":"patients","rows":2,"columns":[{"name":"age","type":"BIGINT"}]}]}""";
        var asked = new List<string>();

        var text = await RunAsync("import workbench; print(workbench.open('lung').rows(columns=['age'], filter='age > 60'))", target =>
        {
            asked.Add(target);
            return (200, target.Contains("/tables/", StringComparison.Ordinal) ? """[{"age":61},{"age":74}]""" : schema);
        });

        Assert.Contains("[{'age': 61}, {'age': 74}]", text, StringComparison.Ordinal);
        Assert.Equal(["/v1/cohorts/lung", "/v1/cohorts/lung/tables/patients?columns=age&filter=age+%3E+60&version=3"], asked);
    }

    [Fact]
    public async Task Frame_without_pandas_or_with_it_has_the_values()
    {
        const string schema = """{"name":"lung","version":3,"contentHash":"x","level":"rows","tables":[{"name":"patients","rows":2,"columns":[{"name":"age","type":"BIGINT"}]}]}""";

        var text = await RunAsync("import workbench; print(workbench.open('lung').to_frame()['age'].sum())", target =>
            (200, target.Contains("/tables/", StringComparison.Ordinal) ? "age\n61\n74\n" : schema));

        Assert.True(text.Contains("135", StringComparison.Ordinal) || text.Contains("ask the administrator for python3-pandas", StringComparison.Ordinal), text);
    }

    [Fact]
    public async Task Series_is_a_volume_in_hounsfield_units_and_is_shown_by_the_viewer()
    {
        const string schema = """{"name":"lung","version":3,"contentHash":"x","level":"images","tables":[{"name":"patients","rows":2,"columns":[{"name":"age"}]},{"name":"images","rows":2,"columns":[{"name":"patient"},{"name":"image"}]}]}""";
        const string rows = """[{"patient":"p","image":8,"study":1,"series":1,"instance":2,"modality":"CT","frames":1,"position_z":6},{"patient":"p","image":7,"study":1,"series":1,"instance":1,"modality":"CT","frames":1,"position_z":0},{"patient":"q","image":9,"modality":"MR"}]""";
        const string cell = """
            import json, zlib, base64, workbench
            series, = workbench.open('lung').images.of_patient('p').series()
            volume = series.volume()
            print(volume.array.tolist(), volume.spacing, volume.unit, volume.voxel_volume)
            shown = series.view(workbench.BONE)._repr_mimebundle_()
            data = shown['application/vnd.workbench.image-series+json']
            print(list(zlib.decompress(base64.b64decode(data.pop('pixels')))), json.dumps(data))
            print(shown['text/plain'], base64.b64decode(shown['image/png'])[1:4])
            """;
        var asked = new List<string>();

        var text = await RunAsync(cell, target =>
        {
            asked.Add(target);
            return (200, target.Contains("numbers=", StringComparison.Ordinal) ? ScanText.Tar(("7.dcm", ScanText.TinyCt((byte)'7')), ("8.dcm", ScanText.TinyCt((byte)'8'))) : target.Contains("/tables/", StringComparison.Ordinal) ? rows : schema);
        });

        Assert.Contains("[[[55.0, -1024.0]], [[56.0, -1024.0]]] (6, 2.5, 3.0) HU 45.0", text, StringComparison.Ordinal);
        Assert.Contains("[55, 0, 0, 252, 56, 0, 0, 252]", text, StringComparison.Ordinal);
        Assert.Contains("\"slices\": [1, 2], \"positions\": [0, 6], \"of\": 2, \"window\": [480, 2500], \"unit\": \"HU\", \"note\": null, \"orientation\": [1.0, 0.0, 0.0, 0.0, 1.0, 0.0]", text, StringComparison.Ordinal);
        Assert.Contains("CT of p, study 1, series 1: 2 slices of 1 x 2 pixels, window 480 ± 1250 HU b'PNG'", text, StringComparison.Ordinal);
        Assert.Equal("/v1/cohorts/lung/images?version=3&numbers=7%2C8", asked[^1]);
    }

    /// <summary>The encoders are Debian's dcmtk and GDCM; each writes the same pixels without loss.</summary>
    [Fact]
    public async Task Compressed_images_have_the_values_of_the_uncompressed_one_and_a_broken_one_is_refused()
    {
        const string schema = """{"name":"lung","version":3,"contentHash":"x","level":"images","tables":[{"name":"images","rows":6,"columns":[{"name":"patient"},{"name":"image"}]}]}""";
        const string rows = """[{"patient":"p","image":1},{"patient":"p","image":2},{"patient":"p","image":3},{"patient":"p","image":4},{"patient":"p","image":5},{"patient":"p","image":6}]""";
        const string cell = """
            import workbench
            images = workbench.open('lung').images
            whole = workbench.Series(images[:5]).volume().array
            print((whole == whole[0]).all(), whole.shape, whole[4].min(), whole[4].max(), sorted({image.dataset().file_meta.TransferSyntaxUID.name[:9] for image in images}))
            images[5].pixels()
            """;
        var folder = Directory.CreateTempSubdirectory("wb-compressed-").FullName;
        try
        {
            var plain = Path.Combine(folder, "1");
            await File.WriteAllBytesAsync(plain, Encoding.Latin1.GetBytes(ScanText.Ct([.. Enumerable.Range(0, 32 * 24).Select(i => (short)(i * 37 % 4096))], rows: 32, columns: 24)));
            await ToolAsync("dcmcjpeg", "+e1", plain, Path.Combine(folder, "2"));
            await ToolAsync("dcmcjpls", plain, Path.Combine(folder, "3"));
            await ToolAsync("dcmcrle", plain, Path.Combine(folder, "4"));
            await ToolAsync("gdcmconv", "--j2k", plain, Path.Combine(folder, "5"));
            var broken = await File.ReadAllBytesAsync(Path.Combine(folder, "2"));
            broken[broken.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC3, 0x00]) + 6] = 31; // rows of the frame (ITU-T T.81, B.2.2)
            await File.WriteAllBytesAsync(Path.Combine(folder, "6"), broken);
            string Image(string number) => Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(folder, number)));

            var text = await RunAsync(cell, target => (200, target switch
            {
                _ when target.Contains("numbers=", StringComparison.Ordinal) => ScanText.Tar([.. "12345".Select(number => ($"{number}.dcm", Image($"{number}")))]),
                _ when target.Contains("/tables/", StringComparison.Ordinal) => rows,
                _ when target.Contains("/images/", StringComparison.Ordinal) => Image(target.Split('/', '?')[5]),
                _ => schema,
            }));

            Assert.Contains("True (5, 32, 24) -1024.0 3068.0 ['Explicit ', 'JPEG 2000', 'JPEG Loss', 'JPEG-LS L', 'RLE Lossl']", text, StringComparison.Ordinal);
            Assert.Contains("A JPEG frame is broken or has another size than the image.", text, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task ToolAsync(string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardError = true })!;
        var complaint = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, complaint);
    }

    private Task<string> RunAsync(string cell, Func<string, (int Status, string Body)> answer) => CellWithBroker.RunAsync(host, "python3", cell, answer);
}
