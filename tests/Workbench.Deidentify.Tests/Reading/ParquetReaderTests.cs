using System.Text;
using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Reading;

public sealed class ParquetReaderTests
{
    private const string Yaml = TestSource.Head + """
        tables:
          people:
            files: [people.parquet]
            primary-key: [id]
            patient-key: id
            columns:
              id: { type: integer, rule: pseudonym, meaning: the patient, role: key }
              x: { type: number, rule: keep, meaning: m, role: clinical }
              s: { type: category, values: [a, b], rule: keep, meaning: m, role: clinical }
              d: { type: date, rule: year, meaning: m, role: quasi }
              t: { type: timestamp, rule: shift-date, meaning: m, role: date }
              f: { type: boolean, rule: keep, meaning: m, role: clinical }
        """;

    [Fact]
    public void Parquet_gives_the_same_snapshot_as_the_same_rows_in_csv()
    {
        using var fromParquet = Source("SELECT * FROM (VALUES (2, 0.5, 'a', DATE '1950-02-03', TIMESTAMP '1990-01-01 10:11:12.5', true), (1, NULL, NULL, NULL, NULL, NULL)) v(id, x, s, d, t, f)");
        using var fromCsv = new TestSource();
        fromCsv.Yaml(Yaml.Replace("people.parquet", "people.csv", StringComparison.Ordinal))
            .File("people.csv", "id,x,s,d,t,f\n1,,,,,\n2,0.5,a,1950-02-03,1990-01-01 10:11:12.5,true\n");

        Assert.Equal(fromCsv.Built().Manifest.ContentHash, fromParquet.Built().Manifest.ContentHash);
    }

    [Fact]
    public void Row_that_breaks_its_type_is_named_by_its_number()
    {
        using var source = Source("SELECT i AS id, 0.5 AS x, if(i = 70, 'Testmoor', 'a') AS s, NULL AS d, NULL AS t, NULL AS f FROM range(1, 100) r(i)");

        Assert.Equal(
            "people.parquet, row 70, column s: The value is not one of the declared values. Mend the row, or the type in source.yaml.",
            source.Refused());
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.0)]
    public void Cut_off_file_is_refused(double kept)
    {
        using var source = Source("SELECT i AS id, 0.5 AS x, 'a' AS s, NULL AS d, NULL AS t, NULL AS f FROM range(1, 5000) r(i)");
        var path = Path.Combine(source.Folder, "people.parquet");
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(int)(bytes.Length * kept)]);

        Assert.Contains("people.parquet: The file cannot be read as Parquet.", source.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_page_is_refused()
    {
        using var source = Source("SELECT i AS id, random() AS x, 'a' AS s, NULL AS d, NULL AS t, NULL AS f FROM range(1, 50000) r(i)");
        var path = Path.Combine(source.Folder, "people.parquet");
        var bytes = File.ReadAllBytes(path);
        Encoding.ASCII.GetBytes(new string('?', 60_000)).CopyTo(bytes, 2_000);
        File.WriteAllBytes(path, bytes);

        Assert.Contains("people.parquet", source.Refused(), StringComparison.Ordinal);
    }

    private static TestSource Source(string sql)
    {
        var source = new TestSource();
        source.Yaml(Yaml);
        Parquet.Write(Path.Combine(source.Folder, "people.parquet"), sql);
        return source;
    }
}
