using System.Text;
using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Building;

/// <summary>Everything about the files that ends a build: the place is named, no value is, and no snapshot is left.</summary>
public sealed class RefusalTests
{
    private const string Age = "age: { type: integer, min: 0, max: 130, rule: keep, meaning: age, role: quasi }";

    [Theory]
    [InlineData("id,age\nH1,41\nH2,Zorabella\n", "people.csv, line 3, row 2, column age: The value is not a whole number")]
    [InlineData("id,age\nH1,\"41\n\"\nH2,999\n", "people.csv, line 2, row 1, column age: The value is not a whole number")]
    [InlineData("id,age\nH1,41\nH2,777\n", "people.csv, line 3, row 2, column age: The value is not within the declared min and max")]
    [InlineData("id,age\nH1,41\n,42\n", "people.csv, line 3, row 2, column id: The key is missing.")]
    [InlineData("id,age\nH1,41\n\"\",42\n", "people.csv, line 3, row 2, column id: The key is missing.")]
    [InlineData("id,age\nH1,41\n H7Zorabella,42\n", "people.csv, line 3, row 2, column id: The identifier is empty, longer")]
    [InlineData("id,age\nH1,41\nH7Zorabellaé,42\n", "people.csv, line 3, row 2, column id: The identifier is empty, longer")]
    [InlineData("id,age\nH1,41\nZorabella,42\nH3,43\nZorabella,44\n", "people.csv, row 4, column id: The primary key stands already in row 2.")]
    [InlineData("id,age\nH1,41\nH2\n", "people.csv, line 3, row 2: The row has 1 fields, the header 2.")]
    [InlineData("id,age\nH1,41\nH2,4", "people.csv, line 3, row 2: The file ends in the middle of a line.")]
    [InlineData("id,age,Zorabella\nH1,41,x\n", "people.csv: Column 3 of the file's 3 has no rule.")]
    [InlineData("id,agee\nH1,41\n", "people.csv: Column 2 of the file's 2 has no rule. Was \"age\" of source.yaml meant?")]
    [InlineData("id\nH1\n", "people.csv, column age: source.yaml has a rule for a column that the file does not have.")]
    [InlineData("id,age,id\nH1,41,H1\n", "people.csv: Columns 1 and 3 of the file have the same name.")]
    [InlineData("Zorabella,41\nH2,42\n", "people.csv: Column 1 of the file's 2 has no rule.")]
    [InlineData("", "people.csv, line 1: The file is empty.")]
    public void Broken_file_ends_the_build(string csv, string expected)
    {
        using var source = TestSource.OfPeople(Age, csv);

        var refusal = source.Refused();

        Assert.StartsWith(expected, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("Zorabella", refusal, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("777", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Dropped_columns_have_to_keep_their_types_too()
    {
        using var source = TestSource.OfPeople("born: { type: date, rule: drop }", "id,born\nH1,Testmoor\n");

        Assert.StartsWith("people.csv, line 2, row 1, column born: The value is not a date", source.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Required_value_must_be_there()
    {
        using var source = TestSource.OfPeople("x: { type: integer, required: true, rule: keep, meaning: m, role: clinical }", "id,x\nH1,\n");

        Assert.StartsWith("people.csv, line 2, row 1, column x: The value is missing", source.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_encoding_is_refused_with_its_row()
    {
        using var source = TestSource.OfPeople("x: { type: text, rule: drop }", "");
        source.File("people.csv", Encoding.Latin1.GetBytes("id,x\nH1,a\nH2,Strömberg\n"));

        Assert.StartsWith("people.csv, line 3, row 2: The row is not UTF-8 text.", source.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_file_is_refused()
    {
        using var source = TestSource.OfPeople(Age, "");
        File.Delete(Path.Combine(source.Folder, "people.csv"));

        Assert.StartsWith("people.csv: The file is not there.", source.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Link_out_of_the_source_is_refused()
    {
        using var source = TestSource.OfPeople(Age, "id,age\nH1,41\n");
        var path = Path.Combine(source.Folder, "people.csv");
        File.Move(path, path + ".elsewhere");
        File.CreateSymbolicLink(path, path + ".elsewhere");

        Assert.StartsWith("people.csv: The file is a link.", source.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Linked_folder_is_refused()
    {
        using var source = TestSource.OfPeople(Age, "id,age\nH1,41\n");
        using var elsewhere = new TempFolder();
        File.Copy(Path.Combine(source.Folder, "people.csv"), elsewhere["people.csv"]);
        Directory.CreateSymbolicLink(Path.Combine(source.Folder, "sub"), elsewhere.Path);
        source.Yaml(File.ReadAllText(Path.Combine(source.Folder, "source.yaml")).Replace("[people.csv]", "[sub/people.csv]", StringComparison.Ordinal));

        Assert.StartsWith("sub/people.csv: The file is a link.", source.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Duplicate_key_over_two_files_names_both()
    {
        using var source = TestSource.OfPeople(Age, "id,age\nH1,41\nH2,42\n");
        source.Yaml(File.ReadAllText(Path.Combine(source.Folder, "source.yaml")).Replace("[people.csv]", "[people.csv, more.csv]", StringComparison.Ordinal))
            .File("more.csv", "id,age\nH3,43\nH2,44\n");

        Assert.StartsWith("more.csv, row 2, column id: The primary key stands already in row 2 of people.csv.", source.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Key_of_two_columns_is_duplicate_only_as_a_whole()
    {
        const string Visits = "visit: { type: integer, rule: keep, meaning: m, role: admin }";
        using var source = TestSource.OfPeople(Visits, "id,visit\nH1,1\nH1,2\nH2,1\n");
        var yaml = File.ReadAllText(Path.Combine(source.Folder, "source.yaml")).Replace("primary-key: [id]", "primary-key: [id, visit]", StringComparison.Ordinal);
        source.Yaml(yaml);

        Assert.Equal((3L, 2), source.Built().Manifest.Table("people") is { } t ? (t.Rows, t.Patients) : default);

        using var twice = TestSource.OfPeople(Visits, "id,visit\nH1,1\nH1,2\nH1,1\n");
        twice.Yaml(yaml);
        Assert.StartsWith("people.csv, row 3, column id + visit: The primary key stands already in row 1.", twice.Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Marks_for_missing_values_are_missing_only_where_declared()
    {
        using var declared = TestSource.OfPeople(Age, "id,age\nH1,NA\n", "missing: [NA, -9]");
        Assert.Equal([null], Parquet.Column(declared.Built(), "people", "age"));

        using var undeclared = TestSource.OfPeople(Age, "id,age\nH1,NA\n");
        Assert.Contains("column age: The value is not a whole number", undeclared.Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("semicolon", ';')]
    [InlineData("tab", '\t')]
    public void Other_delimiters_are_read_where_declared(string name, char delimiter)
    {
        using var source = TestSource.OfPeople(Age, $"id{delimiter}age\nH1{delimiter}41\n", $"delimiter: {name}");

        Assert.Equal(["41"], Parquet.Column(source.Built(), "people", "age"));
    }

    [Fact]
    public void Refused_build_leaves_earlier_snapshots_alone()
    {
        using var source = TestSource.OfPeople(Age, "id,age\nH1,41\n");
        var before = source.Built();
        source.File("people.csv", "id,age\nH1,old\n");

        Assert.Null(source.Build().Snapshot);
        Assert.Empty(before.FindDamage());
    }
}
