using System.Formats.Tar;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Workbench.Cohorts.Snapshots;
using Workbench.Governance.Decisions;
using Workbench.Governance.Permits;
using Workbench.Protocol.Broker;

namespace Workbench.Cohorts.Tests.Broker;

/// <summary>Images go out under a permit of level images, one by one or several at once, and only those whose rows the permit shows.</summary>
public sealed class ReadImagesTests : IAsyncLifetime
{
    private const string Columns = "patient,image,modality";
    private const int LargeAt = 64;
    private static readonly Lazy<string> HashOfLarge = new(() => Convert.ToHexStringLower(SHA256.HashData(new byte[BrokerContract.MostImageBytes])));
    private readonly BrokerWorld _world = new();

    public async Task InitializeAsync()
    {
        await _world.InitializeAsync();
        await _world.CohortAsync("scans");
        await _world.SnapshotAsync("scans", 1, Images());
        var pack = Path.Combine(_world.SnapshotsFolder, "scans", "v1", "images", "00001.pack");
        Directory.CreateDirectory(Path.GetDirectoryName(pack)!);
        await File.WriteAllTextAsync(pack, "image-1image-2damaged!preview1image-4");
        using var large = File.OpenHandle(pack, FileMode.Open, FileAccess.Write);
        RandomAccess.SetLength(large, LargeAt + BrokerContract.MostImageBytes);
    }

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Image_under_a_permit_of_level_images_goes_out_and_is_recorded()
    {
        await _world.PermitAsync(Level.Images, cohort: "scans", table: "images", columns: Columns);

        using var response = await _world.SendAsync(BrokerContract.Image("scans", 2));

        Assert.Equal("image-2", await response.Content.ReadAsStringAsync());
        Assert.Equal(BrokerContract.Dicom, response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("image 2", (await _world.LastEventAsync()).Subject);
    }

    [Fact]
    public async Task Several_images_go_out_in_one_archive_and_each_is_recorded()
    {
        await _world.PermitAsync(Level.Images, cohort: "scans", table: "images", columns: Columns);

        using var response = await _world.SendAsync(BrokerContract.Images("scans", [2, 4, 1]));

        Assert.Equal(BrokerContract.Tar, response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["2.dcm image-2", "4.dcm image-4", "1.dcm image-1"], await UnpackAsync(response));
        Assert.Equal("images 1-2, 4", (await _world.LastEventAsync()).Subject);
    }

    [Fact]
    public async Task Images_that_do_not_fit_wait_for_the_next_call_and_are_not_recorded()
    {
        await _world.PermitAsync(Level.Images, cohort: "scans", table: "images", columns: Columns);

        using var first = await _world.SendAsync(BrokerContract.Images("scans", [1, 5, 2]));
        var recorded = await _world.LastEventAsync();
        using var large = await _world.SendAsync(BrokerContract.Images("scans", [5, 2]));

        Assert.Equal(["1.dcm image-1"], await UnpackAsync(first));
        Assert.Equal("image 1", recorded.Subject);
        Assert.Equal("5.dcm", (await UnpackAsync(large)).Single()[..5]);
    }

    [Fact]
    public async Task Several_images_of_which_one_is_not_to_be_had_are_refused_as_a_whole()
    {
        await _world.PermitAsync(Level.Images, cohort: "scans", table: "images", columns: Columns);

        await _world.RefusedAsync(BrokerContract.Images("scans", [1, 99]), HttpStatusCode.BadRequest, RefusalCodes.Invalid);
        await _world.RefusedAsync(BrokerContract.Images("scans", [1, 3]), HttpStatusCode.NotFound, RefusalCodes.SnapshotMissing);
        string[] malformed = ["", "?numbers=", "?numbers=0", "?numbers=1,1", "?numbers=1,,2", "?numbers=1-4", $"?numbers={string.Join(',', Enumerable.Range(1, BrokerContract.MostImages + 1))}"];
        foreach (var query in malformed)
        {
            await _world.RefusedAsync($"/v1/cohorts/scans/images{query}", HttpStatusCode.BadRequest, RefusalCodes.Invalid);
        }
    }

    [Fact]
    public async Task Preview_goes_out_as_png()
    {
        await _world.PermitAsync(Level.Images, cohort: "scans", table: "images", columns: Columns);

        using var response = await _world.SendAsync(BrokerContract.Preview("scans", 1));

        Assert.Equal("preview1", await response.Content.ReadAsStringAsync());
        Assert.Equal(BrokerContract.Png, response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData(Level.Rows)]
    [InlineData(Level.Aggregate)]
    public async Task Image_under_a_lower_level_is_refused_with_the_clause(Level level)
    {
        await _world.PermitAsync(level, cohort: "scans", table: "images", columns: Columns);

        var refusal = await _world.RefusedAsync(BrokerContract.Image("scans", 1), HttpStatusCode.Forbidden, RefusalCodes.LevelTooLow);

        Assert.Equal(PermitClauses.Level, refusal.Clause!.Number);
        await _world.RefusedAsync(BrokerContract.Images("scans", [1, 2]), HttpStatusCode.Forbidden, RefusalCodes.LevelTooLow);
    }

    [Fact]
    public async Task Image_that_the_row_filter_hides_is_as_unknown_as_none()
    {
        await _world.PermitAsync(Level.Images, "modality = 'CT'", "scans", "images", Columns);

        using var shown = await _world.SendAsync(BrokerContract.Image("scans", 1));
        var hidden = await _world.RefusedAsync(BrokerContract.Image("scans", 2), HttpStatusCode.BadRequest, RefusalCodes.Invalid);
        await _world.RefusedAsync(BrokerContract.Images("scans", [1, 2]), HttpStatusCode.BadRequest, RefusalCodes.Invalid);
        var none = await _world.RefusedAsync(BrokerContract.Image("scans", 99), HttpStatusCode.BadRequest, RefusalCodes.Invalid);

        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Equal(none.Detail, hidden.Detail);
    }

    [Fact]
    public async Task Image_that_was_read_before_is_hidden_by_a_narrower_permit()
    {
        var wide = await _world.PermitAsync(Level.Images, cohort: "scans", table: "images", columns: Columns);
        using var before = await _world.SendAsync(BrokerContract.Image("scans", 2));
        await _world.RevokeAsync(wide);
        await _world.PermitAsync(Level.Images, "modality = 'CT'", "scans", "images", Columns);

        await _world.RefusedAsync(BrokerContract.Image("scans", 2), HttpStatusCode.BadRequest, RefusalCodes.Invalid);
        using var shown = await _world.SendAsync(BrokerContract.Image("scans", 1));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (before.StatusCode, shown.StatusCode));
    }

    [Fact]
    public async Task Image_whose_bytes_are_not_those_of_the_snapshot_is_refused()
    {
        await _world.PermitAsync(Level.Images, cohort: "scans", table: "images", columns: Columns);

        await _world.RefusedAsync(BrokerContract.Image("scans", 3), HttpStatusCode.NotFound, RefusalCodes.SnapshotMissing);
    }

    [Fact]
    public async Task Image_after_revocation_is_refused()
    {
        var permit = await _world.PermitAsync(Level.Images, cohort: "scans", table: "images", columns: Columns);
        await _world.RevokeAsync(permit);

        await _world.RefusedAsync(BrokerContract.Image("scans", 1), HttpStatusCode.Forbidden, RefusalCodes.PermitRevoked);
    }

    [Theory]
    [InlineData("/v1/cohorts/scans/images/0")]
    [InlineData("/v1/cohorts/scans/images/1x")]
    [InlineData("/v1/cohorts/scans/images/../1")]
    [InlineData("/v1/cohorts/scans/images/1/raw")]
    public async Task Address_that_is_no_image_is_refused(string address)
    {
        using var response = await _world.SendAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static async Task<List<string>> UnpackAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var found = new List<string>();
        await using var tar = new TarReader(await response.Content.ReadAsStreamAsync());
        while (await tar.GetNextEntryAsync(copyData: true) is { } entry)
        {
            using var text = new StreamReader(entry.DataStream!);
            found.Add($"{entry.Name} {await text.ReadToEndAsync()}");
        }

        return found;
    }

    /// <summary>CT images and one MR image; one whose bytes in the pack are others, a preview of the first, and one that fills an answer alone.</summary>
    private static TestTable Images() => new(
        "images",
        $"""
        SELECT * FROM (VALUES
            ('p001', 1, 'CT', 1, 0, 7, '{Hash("image-1")}', 1, 22, 8, '{Hash("preview1")}'),
            ('p002', 2, 'MR', 1, 7, 7, '{Hash("image-2")}', NULL, NULL, NULL, NULL),
            ('p002', 3, 'CT', 1, 14, 8, '{Hash("image-3")}', NULL, NULL, NULL, NULL),
            ('p003', 4, 'CT', 1, 30, 7, '{Hash("image-4")}', NULL, NULL, NULL, NULL),
            ('p003', 5, 'CT', 1, {LargeAt}, {BrokerContract.MostImageBytes}, '{HashOfLarge.Value}', NULL, NULL, NULL, NULL)
        ) t(patient, image, modality, pack, "offset", bytes, sha256, preview_pack, preview_offset, preview_bytes, preview_sha256)
        """,
        [
            TestTables.Column("patient", "VARCHAR", ColumnRoles.Key), TestTables.Column("image", "INTEGER", ColumnRoles.Key), TestTables.Column("modality", "VARCHAR", ColumnRoles.Clinical),
            TestTables.Column("pack", "INTEGER", ColumnRoles.Admin), TestTables.Column("offset", "INTEGER", ColumnRoles.Admin), TestTables.Column("bytes", "INTEGER", ColumnRoles.Admin),
            TestTables.Column("sha256", "VARCHAR", ColumnRoles.Admin), TestTables.Column("preview_pack", "INTEGER", ColumnRoles.Admin), TestTables.Column("preview_offset", "INTEGER", ColumnRoles.Admin),
            TestTables.Column("preview_bytes", "INTEGER", ColumnRoles.Admin), TestTables.Column("preview_sha256", "VARCHAR", ColumnRoles.Admin),
        ]);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
}
