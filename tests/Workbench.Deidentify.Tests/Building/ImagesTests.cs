using System.Text;
using Workbench.Deidentify.Tests.Dicom;
using Workbench.Deidentify.Tests.Support;
using Workbench.Dicom.Reading;

namespace Workbench.Deidentify.Tests.Building;

/// <summary>Images of a source join its tables: one pseudonym, one date shift, and nobody who is in no table.</summary>
public sealed class ImagesTests : IDisposable
{
    private const string Yaml = TestSource.Head + """
        tables:
          people:
            files: [people.csv]
            primary-key: [id]
            patient-key: id
            columns:
              id: { type: text, rule: pseudonym, meaning: the patient, role: key }
              seen: { type: date, rule: shift-date, meaning: day of the visit, role: date }
        images:
          folder: scans
          options: [retain-patient-characteristics]

        """;

    private readonly DicomFolder dicom = new();
    private readonly TestSource source = new();

    public ImagesTests() => source.Yaml(Yaml).File("people.csv", "id,seen\nHN-1,2020-01-31\nHN-2,2020-02-01\n");

    public void Dispose()
    {
        dicom.Dispose();
        source.Dispose();
    }

    [Fact]
    public void Images_have_the_pseudonym_and_the_date_shift_of_the_table()
    {
        Add("a.dcm", "HN-1", "1.2.3.10");

        var snapshot = source.Built();

        var image = Assert.Single(Parquet.Rows(snapshot, "images", "SELECT patient, study, series, instance, modality, rows, columns, pack, \"offset\", bytes FROM t"));
        var person = Assert.Single(Parquet.Rows(snapshot, "people", "SELECT patient, strftime(seen, '%Y%m%d') FROM t"), row => row[0] == image[0]);
        Assert.Equal("1 1 1 CT 4 4", string.Join(" ", image[1..7]));
        var values = Packed(snapshot.PackPath(1), long.Parse(image[8]!), long.Parse(image[9]!));
        Assert.Equal(person[0], values[0x0010_0020]);
        Assert.Equal(person[1], values[0x0008_0020]);
    }

    [Fact]
    public void Interval_between_a_date_of_the_table_and_one_of_an_image_stays()
    {
        source.File("people.csv", "id,seen\nHN-1,2020-03-01\nHN-2,2020-02-01\n");
        Add("a.dcm", "HN-1", "1.2.3.10");
        Add("b.dcm", "HN-2", "1.2.3.11");

        var snapshot = source.Built();

        var days = Parquet.Rows(snapshot, "people", "SELECT patient, seen FROM t").ToDictionary(row => row[0]!, row => DateOnly.Parse(row[1]!));
        var intervals = Parquet.Rows(snapshot, "images", "SELECT patient, \"offset\", bytes FROM t")
            .Select(row => days[row[0]!].DayNumber - DateOnly.ParseExact(Packed(snapshot.PackPath(1), long.Parse(row[1]!), long.Parse(row[2]!))[0x0008_0020], "yyyyMMdd").DayNumber);

        // Both images are of 31 January 2020.
        Assert.Equal([1, 30], intervals.Order());
        Assert.DoesNotContain(new DateOnly(2020, 3, 1), days.Values);
    }

    [Fact]
    public void Image_of_somebody_who_is_in_no_table_stays_out()
    {
        Add("a.dcm", "HN-1", "1.2.3.10");
        Add("b.dcm", "HN-9", "1.2.3.11");

        Assert.Equal(["1"], Parquet.Column(source.Built(), "images", "count(*)"));
    }

    [Fact]
    public void Image_with_a_risk_waits_in_the_review_file_of_the_source()
    {
        Add("a.dcm", "HN-1", "1.2.3.10");
        Add("b.dcm", "HN-2", "1.2.3.11", "YES");

        Assert.Equal(["1"], Parquet.Column(source.Built(), "images", "count(*)"));
        Assert.Contains("b.dcm\tburned-in-text", File.ReadAllText(Path.Combine(source.Folder, "images-review.tsv")), StringComparison.Ordinal);
        Assert.Contains("\"burned-in-text\"", File.ReadAllText(Path.Combine(source.Folder, "images-report.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Preview_is_a_picture_in_the_same_pack()
    {
        Add("a.dcm", "HN-1", "1.2.3.10");

        var snapshot = source.Built();

        var place = Assert.Single(Parquet.Rows(snapshot, "images", "SELECT preview_offset, preview_bytes FROM t"));
        var pack = File.ReadAllBytes(snapshot.PackPath(1));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], pack.AsSpan(int.Parse(place[0]!), 4).ToArray());
        Assert.Equal(pack.Length, int.Parse(place[0]!) + int.Parse(place[1]!));
    }

    [Fact]
    public void Same_images_and_key_give_the_same_content_hash()
    {
        Add("a.dcm", "HN-1", "1.2.3.10");
        Add("b.dcm", "HN-1", "1.2.3.11");

        Assert.Equal(source.Built().Manifest.ContentHash, source.Built().Manifest.ContentHash);
    }

    [Theory]
    [InlineData("folder: scans", "folder: ../other", "leads out of the source")]
    [InlineData("folder: scans", "folder: nowhere", "not there")]
    [InlineData("[retain-patient-characteristics]", "[retain-uids]", "no option that the images of a source can have")]
    [InlineData("type: text, rule: pseudonym", "type: integer, rule: pseudonym", "an integer")]
    public void Images_that_are_declared_wrongly_are_refused(string from, string to, string expected)
    {
        Add("a.dcm", "HN-1", "1.2.3.10");
        source.Yaml(Yaml.Replace(from, to, StringComparison.Ordinal));

        Assert.Contains(expected, source.Refused(), StringComparison.Ordinal);
    }

    private void Add(string name, string patient, string instance, string burnedIn = "NO")
    {
        dicom.Write(
            name, (0x0008_0018, "UI", instance), (0x0008_0020, "DA", "20200131"), (0x0008_0060, "CS", "CT"), (0x0010_0010, "PN", "Zzdemo^Person"), (0x0010_0020, "LO", patient), (0x0020_000E, "UI", "1.2.3.2"),
            (0x0028_0002, "US", "\x01\0"), (0x0028_0004, "CS", "MONOCHROME2"), (0x0028_0010, "US", "\x04\0"), (0x0028_0011, "US", "\x04\0"), (0x0028_0100, "US", "\x08\0"), (0x0028_0101, "US", "\x08\0"),
            (0x0028_0102, "US", "\x07\0"), (0x0028_0103, "US", "\0\0"), (0x0028_0301, "CS", burnedIn), (0x7FE0_0010, "OB", "0123456789abcdef"));
        source.File("scans/" + name, File.ReadAllBytes(Path.Combine(dicom.Input, name)));
    }

    private static Dictionary<uint, string> Packed(string pack, long offset, long bytes)
    {
        var values = new Dictionary<uint, string>();
        using var tokenizer = new DicomTokenizer(new MemoryStream(File.ReadAllBytes(pack)[(int)offset..(int)(offset + bytes)]));
        while (tokenizer.Read())
        {
            if (tokenizer.Kind == DicomTokenKind.Element && tokenizer.Depth == 0)
            {
                values[tokenizer.Tag.Value] = Encoding.Latin1.GetString(tokenizer.ReadValue()).Trim(' ', '\0');
            }
        }

        return values;
    }
}
