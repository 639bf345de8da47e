using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Rules;

/// <summary>Every rule as a table: declared column, raw value, value in the snapshot. Built and read back as a snapshot.</summary>
public sealed class RuleTests
{
    private const string Word = "meaning: m, role: clinical";

    [Theory]
    // keep
    [InlineData($"x: {{ type: integer, rule: keep, {Word} }}", "42", "42")]
    [InlineData($"x: {{ type: number, rule: keep, {Word} }}", "0.1184", "0.1184")]
    [InlineData($"x: {{ type: boolean, rule: keep, {Word} }}", "true", "true")]
    [InlineData($"x: {{ type: category, values: [a, b], rule: keep, {Word} }}", "b", "b")]
    [InlineData($"x: {{ type: integer, rule: keep, {Word} }}", "", null)]
    // keep-if
    [InlineData($"x: {{ type: text, rule: {{ keep-if: {{ values: [lung, liver] }} }}, {Word} }}", "liver", "liver")]
    [InlineData($"x: {{ type: text, rule: {{ keep-if: {{ values: [lung, liver] }} }}, {Word} }}", "Mr. Testmoor's lung", null)]
    [InlineData($"x: {{ type: text, rule: {{ keep-if: {{ values: [lung], otherwise: other }} }}, {Word} }}", "Lung", "other")]
    [InlineData($"x: {{ type: text, rule: {{ keep-if: {{ values: [lung], otherwise: other }} }}, {Word} }}", "", null)]
    // year
    [InlineData($"x: {{ type: date, rule: year, {Word} }}", "1931-12-31", "1931")]
    [InlineData($"x: {{ type: timestamp, rule: year, {Word} }}", "1931-01-01 00:00:00", "1931")]
    [InlineData($"x: {{ type: date, rule: {{ year: {{ earliest: 1930 }} }}, {Word} }}", "1930-01-01", "1930")]
    [InlineData($"x: {{ type: date, rule: {{ year: {{ earliest: 1930 }} }}, {Word} }}", "1929-12-31", "1930")]
    [InlineData($"x: {{ type: date, rule: {{ year: {{ earliest: 1930 }} }}, {Word} }}", "1931-06-01", "1931")]
    // age-band of ages
    [InlineData($"x: {{ type: integer, rule: age-band, {Word} }}", "0", "0-4")]
    [InlineData($"x: {{ type: integer, rule: age-band, {Word} }}", "74", "70-74")]
    [InlineData($"x: {{ type: integer, rule: age-band, {Word} }}", "75", "75-79")]
    [InlineData($"x: {{ type: integer, rule: age-band, {Word} }}", "89", "85-89")]
    [InlineData($"x: {{ type: integer, rule: age-band, {Word} }}", "90", "90+")]
    [InlineData($"x: {{ type: integer, rule: age-band, {Word} }}", "104", "90+")]
    [InlineData($"x: {{ type: integer, rule: {{ age-band: {{ width: 10 }} }}, {Word} }}", "74", "70-79")]
    [InlineData($"x: {{ type: integer, rule: {{ age-band: {{ width: 7 }} }}, {Word} }}", "86", "84-89")]
    [InlineData($"x: {{ type: integer, rule: {{ age-band: {{ top: 80 }} }}, {Word} }}", "80", "80+")]
    // top-code
    [InlineData($"x: {{ type: integer, rule: {{ top-code: {{ at: 90 }} }}, {Word} }}", "89", "89")]
    [InlineData($"x: {{ type: integer, rule: {{ top-code: {{ at: 90 }} }}, {Word} }}", "90", "90")]
    [InlineData($"x: {{ type: integer, rule: {{ top-code: {{ at: 90 }} }}, {Word} }}", "101", "90")]
    [InlineData($"x: {{ type: number, rule: {{ top-code: {{ at: 2.5 }} }}, {Word} }}", "2.6", "2.5")]
    [InlineData($"x: {{ type: integer, rule: {{ top-code: {{ at: 90, bottom: 18 }} }}, {Word} }}", "3", "18")]
    [InlineData($"x: {{ type: integer, rule: {{ top-code: {{ at: 90, bottom: 18 }} }}, {Word} }}", "18", "18")]
    [InlineData($"x: {{ type: integer, rule: {{ bottom-code: {{ at: 18 }} }}, {Word} }}", "3", "18")]
    [InlineData($"x: {{ type: integer, rule: {{ bottom-code: {{ at: 18 }} }}, {Word} }}", "300", "300")]
    [InlineData($"x: {{ type: number, rule: {{ bottom-code: {{ at: 1.5 }} }}, {Word} }}", "1.4", "1.5")]
    // year in bands
    [InlineData($"x: {{ type: date, rule: {{ year: {{ width: 5 }} }}, {Word} }}", "1984-12-31", "1980")]
    [InlineData($"x: {{ type: date, rule: {{ year: {{ width: 5 }} }}, {Word} }}", "1985-01-01", "1985")]
    [InlineData($"x: {{ type: date, rule: {{ year: {{ width: 10, earliest: 1931 }} }}, {Word} }}", "1901-01-01", "1930")]
    // generalise by mapping
    [InlineData($"x: {{ type: text, rule: {{ generalise: {{ mapping: {{ C34.1: lung, C34.2: lung, C50: breast }} }} }}, {Word} }}", "C34.2", "lung")]
    [InlineData($"x: {{ type: integer, rule: {{ generalise: {{ mapping: {{ 1: north, 2: north, 3: south }} }} }}, {Word} }}", "3", "south")]
    [InlineData($"x: {{ type: text, rule: {{ generalise: {{ mapping: {{ C50: breast }}, otherwise: other }} }}, {Word} }}", "C99", "other")]
    // generalise by bins
    [InlineData($"x: {{ type: integer, rule: {{ generalise: {{ bins: [50, 60] }} }}, {Word} }}", "49", "<50")]
    [InlineData($"x: {{ type: integer, rule: {{ generalise: {{ bins: [50, 60] }} }}, {Word} }}", "50", "50 to <60")]
    [InlineData($"x: {{ type: integer, rule: {{ generalise: {{ bins: [50, 60] }} }}, {Word} }}", "59", "50 to <60")]
    [InlineData($"x: {{ type: integer, rule: {{ generalise: {{ bins: [50, 60] }} }}, {Word} }}", "60", ">=60")]
    [InlineData($"x: {{ type: number, rule: {{ generalise: {{ bins: [0.5], labels: [low, high] }} }}, {Word} }}", "0.5", "high")]
    [InlineData($"x: {{ type: number, rule: {{ generalise: {{ bins: [0.5], labels: [low, high] }} }}, {Word} }}", "0.49", "low")]
    // generalise by rounding
    [InlineData($"x: {{ type: integer, rule: {{ generalise: {{ round: 5 }} }}, {Word} }}", "72", "70")]
    [InlineData($"x: {{ type: integer, rule: {{ generalise: {{ round: 5 }} }}, {Word} }}", "73", "75")]
    [InlineData($"x: {{ type: integer, rule: {{ generalise: {{ round: 5 }} }}, {Word} }}", "-73", "-75")]
    [InlineData($"x: {{ type: number, rule: {{ generalise: {{ round: 0.1 }} }}, {Word} }}", "0.3142", "0.3")]
    public void Rule_turns_value_into(string column, string raw, string? expected)
    {
        using var source = TestSource.OfPeople(column, $"id,x\nH1,\"{raw}\"\n");

        var snapshot = source.Built();

        Assert.Equal(["patient", "x"], snapshot.Manifest.Table("people")!.Columns.Select(c => c.Name));
        Assert.Equal([expected], Parquet.Column(snapshot, "people", "x"));
    }

    [Theory]
    [InlineData("1931-03-15", "2000-03-14", "68")]
    [InlineData("1931-03-15", "2000-03-15", "69")]
    [InlineData("1931-03-15", "2000-03-16", "69")]
    [InlineData("1904-02-29", "1994-02-28", "89")]
    [InlineData("1904-02-29", "1994-03-01", "90+")]
    [InlineData("1904-01-01", "2004-01-01", "90+")]
    [InlineData("1904-01-01", "", null)]
    public void Age_band_of_birth_date_counts_completed_years(string born, string at, string? expected)
    {
        using var source = TestSource.OfPeople(
            "born: { type: date, rule: { age-band: { at: seen, width: 1 } }, as: age, meaning: age, role: quasi }\nseen: { type: date, rule: drop }",
            $"id,born,seen\nH1,{born},{at}\n");

        var age = Assert.Single(Parquet.Column(source.Built(), "people", "age"));

        Assert.Equal(expected, age?.Split('-')[0]);
    }

    [Theory]
    [InlineData("x: { type: text, rule: drop }")]
    [InlineData("x: { type: text, rule: free-text }")]
    public void Dropped_column_leaves_nothing(string column)
    {
        using var source = TestSource.OfPeople(column, "id,x\nH1,Zorabella Testmoor\n");

        var snapshot = source.Built();

        Assert.Equal(["patient"], snapshot.Manifest.Table("people")!.Columns.Select(c => c.Name));
        Assert.Single(Parquet.Rows(snapshot, "people").Single());
    }

    [Theory]
    [InlineData("x: { type: integer, rule: age-band, meaning: m, role: quasi }", "131")]
    [InlineData("x: { type: integer, rule: age-band, meaning: m, role: quasi }", "-1")]
    [InlineData("x: { type: text, rule: { generalise: { mapping: { a: b } } }, meaning: m, role: quasi }", "Testmoor")]
    [InlineData("x: { type: text, rule: pseudonym, meaning: m, role: key }", " V77123")]
    [InlineData("x: { type: text, rule: pseudonym, meaning: m, role: key }", "V77123 ")]
    [InlineData("x: { type: text, rule: pseudonym, meaning: m, role: key }", "V77123é")]
    [InlineData("x: { type: number, rule: { generalise: { round: 5 } }, meaning: m, role: clinical }", "1e300")]
    public void Rule_refuses_value_it_cannot_treat(string column, string raw)
    {
        using var source = TestSource.OfPeople(column, $"id,x\nH1,\nH2,{raw}\n");

        var refusal = source.Refused();

        Assert.StartsWith("people.csv, line 3, row 2, column x: ", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain(raw, refusal.Split(": ")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Timestamp_shifts_by_whole_days_and_keeps_its_time()
    {
        using var source = TestSource.OfPeople(
            "a: { type: timestamp, rule: shift-date, meaning: m, role: date }\nb: { type: date, rule: shift-date, meaning: m, role: date }",
            "id,a,b\nH1,1999-05-05 13:14:15,1999-05-05\n");

        var row = Parquet.Rows(source.Built(), "people", "SELECT strftime(a, '%H:%M:%S'), CAST(a AS DATE) = b, b <> DATE '1999-05-05', abs(b - DATE '1999-05-05') <= 365 FROM t").Single();

        Assert.Equal(new string?[] { "13:14:15", "true", "true", "true" }, row);
    }

    [Theory]
    [InlineData("month", "strftime(b, '%Y-%m-01')")]
    [InlineData("quarter", "strftime(date_trunc('quarter', b), '%Y-%m-%d')")]
    [InlineData("year", "strftime(b, '%Y-01-01')")]
    public void Coarser_date_is_the_first_day_of_the_shifted_ones_period(string period, string expected)
    {
        using var source = TestSource.OfPeople(
            $"a: {{ type: timestamp, rule: {{ shift-date: {{ to: {period} }} }}, meaning: m, role: date }}\nb: {{ type: date, rule: shift-date, meaning: m, role: date }}",
            "id,a,b\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"H{i},1999-{(i % 12) + 1:00}-05 13:14:15,1999-{(i % 12) + 1:00}-05\n")));

        var snapshot = source.Built();

        Assert.Equal("DATE", snapshot.Manifest.Table("people")!.Column("a")!.Type);
        Assert.All(Parquet.Rows(snapshot, "people", $"SELECT strftime(a, '%Y-%m-%d'), {expected} FROM t"), row => Assert.Equal(row[1], row[0]));
    }

    [Fact]
    public void Every_rule_says_itself_in_the_manifest()
    {
        using var source = TestSource.OfPeople(
            """
            a: { type: integer, rule: { top-code: { at: 90, bottom: 1 } }, meaning: m, role: quasi }
            b: { type: date, rule: { year: { earliest: 1930 } }, meaning: m, role: quasi }
            c: { type: integer, rule: { age-band: { width: 10, top: 80 } }, meaning: m, role: quasi }
            d: { type: text, rule: { pseudonym: { of: visit } }, meaning: m, role: key }
            e: { type: integer, rule: { generalise: { bins: [1, 2] } }, meaning: m, unit: mm, role: clinical }
            """,
            "id,a,b,c,d,e\nH1,,,,,\n");

        var columns = source.Built().Manifest.Table("people")!.Columns;

        Assert.Equal(
            ["pseudonym of patient", "top-code at 90, bottom-code at 1", "year, 1930 and before as 1930", "age-band of 10 years, 80 and over together", "pseudonym of visit", "generalise to 3 ranges"],
            columns.Select(c => c.Rule));
        Assert.Equal([0, 1, 1, 1, 1, 1], columns.Select(c => c.Missing));
        Assert.Equal(["VARCHAR", "BIGINT", "BIGINT", "VARCHAR", "VARCHAR", "VARCHAR"], columns.Select(c => c.Type));
        Assert.Equal("mm", columns[5].Unit);
    }
}
