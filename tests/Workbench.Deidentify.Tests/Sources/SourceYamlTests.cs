using System.Text;
using Workbench.Deidentify.Sources;
using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Sources;

public sealed class SourceYamlTests
{
    private const string Good = """
        provider: Test Clinic
        title: A test
        profile: tables/1
        issuer: test-clinic
        tables:
          people:
            files: [people.csv]
            primary-key: [id]
            patient-key: id
            quasi-identifiers: [age]
            counts:
              - { column: age, title: Age, kind: age, width: 10 }
            columns:
              id: { type: text, rule: pseudonym, meaning: the patient, role: key }
              age: { type: integer, rule: { top-code: { at: 90 } }, meaning: age, unit: years, role: quasi }
              born: { type: date, rule: drop }
        """;

    public static TheoryData<string, string, string> Mistakes => new()
    {
        // what to replace, by what, and what the refusal has to say
        { "provider: Test Clinic", "provder: Test Clinic", "line 1: the source has no field \"provder\". Did you mean \"provider\"?" },
        { "title: A test", "title: A test\ntarget-k: 1", "line 3: \"target-k\" is a number of patients, 2 to 100000." },
        { "    quasi-identifiers: [age]", "    population: 0", "line 10: \"population\" is not a number of people." },
        { "provider: Test Clinic\n", "", "the source lacks the field \"provider\"" },
        { "title: A test", "title: [a, b]", "line 2: The field \"title\" of the source is not a text." },
        { "profile: tables/1", "profile: tables/9", "line 3: This program does not know that profile." },
        { "issuer: test-clinic\n", "", "the source lacks the field \"issuer\"" },
        { "tables:", "tables: {}\nother:", "\"tables\" is empty" },
        { "  people:", "  People!:", "The name of a table has other characters" },
        { "files: [people.csv]", "files: [../people.csv]", "line 7: A file is not named by a plain path" },
        { "files: [people.csv]", "files: [/etc/people.csv]", "line 7: A file is not named by a plain path" },
        { "files: [people.csv]", "files: [people.xlsx]", "line 7: A file is neither .csv nor .parquet" },
        { "files: [people.csv]", "files: [people.csv, people.csv]", "line 7: A file is named twice." },
        { "files: [people.csv]", "delimiter: comma", "lacks the field \"files\"" },
        { "files: [people.csv]", "files: [people.csv]\n    delimiter: pipe", "There is no such delimiter." },
        { "primary-key: [id]", "primary-key: [ID]", "line 8: \"primary-key\" names the column \"ID\", which \"columns\" does not declare. Did you mean \"id\"?" },
        { "    primary-key: [id]\n", "", "lacks the field \"primary-key\"" },
        { "patient-key: id", "patient-key: identity", "line 9: \"patient-key\" names the column \"identity\"" },
        { "    patient-key: id\n", "", "lacks the field \"patient-key\"" },
        { "quasi-identifiers: [age]", "quasi-identifiers: [aeg]", "line 10: \"quasi-identifiers\" names \"aeg\", which is no column of the snapshot. Did you mean \"age\"?" },
        { "quasi-identifiers: [age]", "quasi-identifiers: [born]", "which is no column of the snapshot" },
        { "column: age, title", "column: born, title", "line 12: A count names no column of the snapshot." },
        { "column: age, title", "column: patient, title", "A count names no column of the snapshot." },
        { "kind: age", "kind: ages", "line 12: There is no such kind of count." },
        { "width: 10", "width: 0", "line 12: \"width\" needs a column of whole numbers" },
        { "type: text, rule: pseudonym", "type: text, rule: keep", "cannot be kept" },
        { "type: text, rule: pseudonym", "type: text, rule: drop", "line 14: The patient key has another rule than pseudonym." },
        { "type: text, rule: pseudonym", "type: text, as: id, rule: pseudonym", "line 14: The patient key is always named \"patient\" in the snapshot." },
        { "type: text, rule: pseudonym", "type: txt, rule: pseudonym", "line 14: There is no type \"txt\". Did you mean \"text\"?" },
        { "type: text, rule: pseudonym", "rule: pseudonym", "lacks the field \"type\"" },
        { "type: text, rule: pseudonym", "type: number, rule: pseudonym", "line 14: The rule \"pseudonym\" needs a column of type text, category or integer." },
        { "{ top-code: { at: 90 } }", "topcode", "line 15: There is no rule \"topcode\". Did you mean \"top-code\"?" },
        { "{ top-code: { at: 90 } }", "top-code", "the rule \"top-code\" lacks the field \"at\"" },
        { "{ top-code: { at: 90 } }", "{ top-code: { at: ninety } }", "The field \"at\" of the rule \"top-code\" is not a number." },
        { "{ top-code: { at: 90 } }", "{ top-code: { att: 90 } }", "the rule \"top-code\" has no field \"att\". Did you mean \"at\"?" },
        { "{ top-code: { at: 90 } }", "{ top-code: { at: 89.5 } }", "The limits of top-code on an integer column are not whole numbers." },
        { "{ top-code: { at: 90 } }", "{ top-code: { at: 90, bottom: 91 } }", "\"bottom\" of top-code lies above \"at\"." },
        { "{ top-code: { at: 90 } }", "{ age-band: { top: 95 } }", "its top at most 90" },
        { "{ top-code: { at: 90 } }", "{ age-band: { width: 0 } }", "The width of an age band is 1 to 50 years" },
        { "{ top-code: { at: 90 } }", "{ age-band: { at: bron } }", "\"at\" of age-band does not name a date column" },
        { "{ top-code: { at: 90 } }", "{ age-band: { at: id } }", "\"at\" of age-band does not name a date column" },
        { "{ top-code: { at: 90 } }", "{ age-band: { at: born } }", "The rule \"age-band with \"at\"\" needs a column of type date." },
        { "{ top-code: { at: 90 } }", "{ generalise: { round: 5, bins: [1] } }", "needs exactly one of mapping, bins and round" },
        { "{ top-code: { at: 90 } }", "{ generalise: { round: 0 } }", "needs exactly one of mapping, bins and round" },
        { "{ top-code: { at: 90 } }", "{ generalise: { round: 0.5 } }", "An integer column cannot be rounded to a fraction." },
        { "{ top-code: { at: 90 } }", "generalise", "needs exactly one of mapping, bins and round" },
        { "{ top-code: { at: 90 } }", "{ generalise: { bins: [2, 1] } }", "\"bins\" is not a list of ascending numbers." },
        { "{ top-code: { at: 90 } }", "{ generalise: { bins: [1], labels: [a] } }", "\"labels\" does not have one name more than \"bins\" has edges." },
        { "{ top-code: { at: 90 } }", "{ generalise: { bins: [60, 95] } }", "line 15: The column \"age\" would show ages over 90." },
        { "{ top-code: { at: 90 } }", "{ generalise: { mapping: { 95: old, 96: older } } }", "line 15: The column \"age\" would show ages over 90." },
        { "{ top-code: { at: 90 } }", "{ bottom-code: { at: 18 } }", "line 15: The column \"age\" would show ages over 90." },
        { "{ top-code: { at: 90 } }", "{ merge-rare: { below: 5 } }", "line 15: The column \"age\" would show ages over 90." },
        { "{ top-code: { at: 90 } }", "{ merge-rare: { below: 1 } }", "Values are merged below a count of 2" },
        { "{ top-code: { at: 90 } }", "merge-rare", "lacks the field \"below\"" },
        { "{ top-code: { at: 90 } }", "bottom-code", "the rule \"bottom-code\" lacks the field \"at\"" },
        { "{ top-code: { at: 90 } }", "{ region: { populations: ../p.csv, below: 20000 } }", "by a plain path within the source" },
        { "{ top-code: { at: 90 } }", "{ region: { populations: p.csv, below: 0 } }", "are at least 1" },
        { "{ top-code: { at: 90 } }", "{ region: { populations: p.csv } }", "lacks the field \"below\"" },
        { "{ type: date, rule: drop }", "{ type: date, rule: { shift-date: { to: week } }, meaning: m, role: date }", "There is no such period of shift-date. Write one of month, quarter, year." },
        { "{ type: date, rule: drop }", "{ type: date, rule: { year: { width: 0 } }, meaning: m, role: quasi }", "The width of a band of years is 1 to 100." },
        { "{ type: date, rule: drop }", "{ type: date, rule: shift-date, rare: { below: 5 }, meaning: m, role: date }", "Rare values of this column cannot be merged." },
        { "{ type: date, rule: drop }", "{ type: text, rule: { merge-rare: { below: 5 } }, meaning: m, role: quasi }", "a text column may hold names that many have" },
        { "{ type: text, rule: pseudonym", "{ type: text, rare: { below: 5 }, rule: pseudonym", "Rare values of this column cannot be merged." },
        { "{ top-code: { at: 90 } }", "shift-date", "The rule \"shift-date\" needs a column of type date or timestamp." },
        { "{ top-code: { at: 90 } }", "year", "The rule \"year\" needs a column of type date or timestamp." },
        { "{ top-code: { at: 90 } }", "free-text", "The rule \"free-text\" needs a column of type text." },
        { "{ top-code: { at: 90 } }", "{ keep-if: { values: [a] } }", "The rule \"keep-if\" needs a column of type text or category." },
        { "{ top-code: { at: 90 } }", "keep-if", "lacks the field \"values\"" },
        { "{ top-code: { at: 90 } }", "[keep]", "is neither a name nor one name with its settings" },
        { "{ top-code: { at: 90 } }", "keep", "line 15: The column \"age\" would show ages over 90. Use top-code with at: 90, or age-band." },
        { "{ top-code: { at: 90 } }", "{ top-code: { at: 91 } }", "line 15: The column \"age\" would show ages over 90." },
        { "{ top-code: { at: 90 } }", "{ generalise: { round: 5 } }", "line 15: The column \"age\" would show ages over 90." },
        { "{ type: date, rule: drop }", "{ type: integer, rule: { pseudonym: { of: patient } }, meaning: m, role: key }", "The column \"born\" holds patients as the patient key \"id\" does, but has another type." },
        { "rule: { top-code: { at: 90 } }, ", "", "the column \"age\" lacks the field \"rule\"" },
        { "{ type: date, rule: drop }", "{ type: date, rule: keep, meaning: m, role: date }", "line 16: A true date must not be kept. Use shift-date, year or drop." },
        { "{ type: date, rule: drop }", "{ type: text, rule: keep, meaning: m, role: text }", "line 16: A text column may hold anything, so it cannot be kept." },
        { "{ type: date, rule: drop }", "{ type: integer, rule: { age-band: {} }, as: AGE, meaning: m, role: quasi }", "Two columns of the snapshot would be named" },
        { "{ type: date, rule: drop }", "{ type: date, rule: year, as: patient, meaning: m, role: quasi }", "Two columns of the snapshot would be named \"patient\"" },
        { "{ type: date, rule: drop }", "{ type: date, rule: year, as: ~row, meaning: m, role: quasi }", "starts with ~" },
        { "{ type: date, rule: drop }", "{ type: date, rule: year }", "line 16: The column \"born\" reaches the snapshot and lacks its meaning or role." },
        { "{ type: date, rule: drop }", "{ type: date, rule: year, meaning: m, role: nothing }", "line 16: There is no role \"nothing\"." },
        { "{ type: date, rule: drop }", "{ type: date, rule: drop, requierd: true }", "the column \"born\" has no field \"requierd\". Did you mean \"required\"?" },
        { "{ type: date, rule: drop }", "{ type: date, rule: drop, required: yes }", "is not true or false" },
        { "{ type: date, rule: drop }", "drop", "The field \"born\" of \"columns\" of the table \"people\" is not a mapping" },
        { "      born:", "      age:", "Here the file is no YAML (or a name stands twice)." },
        { "    columns:", "   columns:", "Here the file is no YAML" },
        { "role: key }", "role: key", "Here the file is no YAML" },
    };

    [Fact]
    public void Target_without_quasi_identifiers_is_refused()
    {
        var yaml = Good.Replace("    quasi-identifiers: [age]\n", "", StringComparison.Ordinal).Replace("issuer:", "target-k: 5\nissuer:", StringComparison.Ordinal);

        Assert.Contains("No table declares quasi-identifiers", Assert.Single(SourceYaml.Read("test", Encoding.UTF8.GetBytes(yaml), out _)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_file_gives_the_declared_source()
    {
        Assert.Empty(SourceYaml.Read("test", Encoding.UTF8.GetBytes(Good), out var source));

        var table = Assert.Single(source!.Tables);
        Assert.Equal(("Test Clinic", "A test", "tables/1", "test-clinic"), (source.Provider, source.Title, source.Profile, table.Issuer));
        Assert.Equal(["id", "age", "born"], table.Columns.Select(c => c.Name));
        Assert.Equal(["patient", "age"], table.Kept.Select(c => c.Output));
        Assert.Equal([0], table.PrimaryKey);
        Assert.Equal(["age"], table.QuasiIdentifiers);
        Assert.Equal((',', 10), (table.Delimiter, Assert.Single(table.Counts).Width));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistake_is_refused_with_its_line_and_what_to_do(string replace, string by, string expected)
    {
        var yaml = Good.Replace(replace, by, StringComparison.Ordinal);
        Assert.NotEqual(Good, yaml);

        var problems = SourceYaml.Read("test", Encoding.UTF8.GetBytes(yaml), out var source);

        Assert.Null(source);
        Assert.Contains(problems, p => p.ToString().Contains(expected, StringComparison.Ordinal));
        Assert.All(problems, p => Assert.StartsWith("source.yaml, line ", p.ToString(), StringComparison.Ordinal));
        Assert.All(problems, p => Assert.NotEmpty(p.NextStep));
    }

    [Fact]
    public void All_mistakes_are_named_at_once_in_the_order_of_lines()
    {
        var yaml = Good.Replace("profile: tables/1", "profile: x", StringComparison.Ordinal).Replace("type: date", "type: dat", StringComparison.Ordinal);

        var problems = SourceYaml.Read("test", Encoding.UTF8.GetBytes(yaml), out _);

        Assert.Equal([3L, 16L], problems.Select(p => p.Line!.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a\n- b\n")]
    [InlineData("a: b\n---\nc: d\n")]
    public void What_is_no_mapping_is_refused(string yaml)
    {
        Assert.Equal("rules-yaml", Assert.Single(SourceYaml.Read("test", Encoding.UTF8.GetBytes(yaml), out _)).Code);
    }

    [Fact]
    public void Bottomless_nesting_is_refused() =>
        Assert.Equal("rules-yaml", Assert.Single(SourceYaml.Read("test", Encoding.UTF8.GetBytes("a: " + new string('[', 100_000)), out _)).Code);

    [Fact]
    public void Rules_in_another_encoding_are_refused() =>
        Assert.Contains("not UTF-8", Assert.Single(SourceYaml.Read("test", [.. "title: "u8, 0xE9, (byte)'\n'], out _)).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Patient_keys_of_one_issuer_must_have_one_type()
    {
        var second = "\n" + Good[Good.IndexOf("  people:", StringComparison.Ordinal)..]
            .Replace("people", "others", StringComparison.Ordinal)
            .Replace("type: text, rule: pseudonym", "type: integer, rule: pseudonym", StringComparison.Ordinal);

        Assert.Contains("different types for the patient key", string.Join('\n', SourceYaml.Read("test", Encoding.UTF8.GetBytes(Good + second), out _)), StringComparison.Ordinal);

        var otherIssuer = second.Replace("    files:", "    issuer: elsewhere\n    files:", StringComparison.Ordinal);
        Assert.Empty(SourceYaml.Read("test", Encoding.UTF8.GetBytes(Good + otherIssuer), out _));
    }

    [Fact]
    public void Source_without_rules_is_refused()
    {
        using var source = new TestSource();
        source.File("people.csv", "id\nH1\n");

        Assert.Contains("The source has no rules.", source.Refused(), StringComparison.Ordinal);
    }
}
