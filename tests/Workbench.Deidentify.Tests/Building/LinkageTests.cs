using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Building;

/// <summary>What has to survive de-identification: who is the same patient, and how long things took.</summary>
public sealed class LinkageTests
{
    private const string Yaml = TestSource.Head + """
        tables:
          people:
            files: [people.csv]
            primary-key: [id]
            patient-key: id
            columns:
              id: { type: text, rule: pseudonym, meaning: the patient, role: key }
              first: { type: date, rule: shift-date, meaning: first visit, role: date }
              last: { type: date, rule: shift-date, meaning: last visit, role: date }
              n: { type: integer, rule: keep, meaning: number in the test, role: admin }
          visits:
            files: [visits.csv]
            primary-key: [visit]
            patient-key: who
            columns:
              visit: { type: text, rule: pseudonym, meaning: the visit, role: key }
              who: { type: text, rule: pseudonym, meaning: the patient, role: key }
              on: { type: date, rule: shift-date, meaning: day, role: date }
              mother: { type: text, rule: { pseudonym: { of: patient } }, meaning: the mother, role: key }
              n: { type: integer, rule: keep, meaning: number in the test, role: admin }
          elsewhere:
            files: [elsewhere.csv]
            issuer: other-clinic
            primary-key: [id]
            patient-key: id
            columns:
              id: { type: text, rule: pseudonym, meaning: the patient, role: key }
              n: { type: integer, rule: keep, meaning: number in the test, role: admin }
        """;

    [Fact]
    public void Same_patient_has_the_same_pseudonym_in_all_tables_and_columns()
    {
        using var source = Source();
        var snapshot = source.Built();

        var people = Parquet.Rows(snapshot, "people", "SELECT n, patient FROM t").ToDictionary(r => r[0]!, r => r[1]);
        var visits = Parquet.Rows(snapshot, "visits", "SELECT n, patient, mother, visit FROM t").ToDictionary(r => r[0]!);

        Assert.Equal(people["1"], visits["11"][1]);
        Assert.Equal(people["1"], visits["12"][1]);
        Assert.Equal(people["2"], visits["13"][1]);
        Assert.Equal(people["2"], visits["11"][2]);
        Assert.Null(visits["12"][2]);
        Assert.Equal(3, visits.Values.Select(v => v[3]).Distinct().Count());
        Assert.Equal(2, people.Values.Distinct().Count());
    }

    [Fact]
    public void Same_identifier_of_another_issuer_is_another_patient()
    {
        using var source = Source();
        var snapshot = source.Built();

        Assert.Empty(Parquet.Column(snapshot, "people", "patient").Intersect(Parquet.Column(snapshot, "elsewhere", "patient")));
        Assert.Equal(4, snapshot.Manifest.Patients);
    }

    [Fact]
    public void Other_project_has_other_pseudonyms_and_other_dates()
    {
        using var source = Source();
        var (one, two) = (source.Built(TestSource.Key(1)), source.Built(TestSource.Key(2)));

        Assert.Empty(Parquet.Column(one, "people", "patient").Intersect(Parquet.Column(two, "people", "patient")));
        Assert.NotEqual(Parquet.Column(one, "people", "first", "ORDER BY n"), Parquet.Column(two, "people", "first", "ORDER BY n"));
        Assert.NotEqual(one.Manifest.ContentHash, two.Manifest.ContentHash);
    }

    [Fact]
    public void Intervals_survive_within_a_row_and_between_tables()
    {
        using var source = Source();
        var snapshot = source.Built();

        Assert.Equal(["366", "-40"], Parquet.Column(snapshot, "people", "last - first", "ORDER BY n"));
        var first = Parquet.Column(snapshot, "people", "first", "ORDER BY n")[0];
        Assert.Equal(["100", "200"], Parquet.Column(snapshot, "visits", $"\"on\" - DATE '{first}'", "WHERE n < 13 ORDER BY n"));
    }

    [Fact]
    public void No_date_stays_where_it_was_and_patients_move_apart()
    {
        const string Dates = "d: { type: date, rule: shift-date, meaning: m, role: date }";
        using var source = TestSource.OfPeople(Dates, "id,d\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"H{i},1990-06-15\n")));

        var moved = Parquet.Column(source.Built(), "people", "d - DATE '1990-06-15'").Select(d => int.Parse(d!, System.Globalization.CultureInfo.InvariantCulture)).ToList();

        Assert.DoesNotContain(0, moved);
        Assert.All(moved, m => Assert.InRange(m, -365, 365));
        Assert.True(moved.Distinct().Count() > 250, "shifts differ between patients");
        Assert.True(moved.Count(m => m < 0) is > 150 and < 350, "shifts go both ways");
    }

    [Fact]
    public void Order_of_rows_says_nothing_about_the_order_of_the_raw_file()
    {
        using var source = TestSource.OfPeople(
            "n: { type: integer, rule: keep, meaning: m, role: admin }",
            "id,n\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"H{i:000},{i}\n")));

        var rows = Parquet.Rows(source.Built(), "people");

        Assert.Equal(rows.Select(r => r[0]).Order(StringComparer.Ordinal), rows.Select(r => r[0]));
        Assert.NotEqual(rows.Select(r => r[1]).Order(StringComparer.Ordinal), rows.Select(r => r[1]));
    }

    private static TestSource Source() => new TestSource().Yaml(Yaml)
        .File("people.csv", "id,first,last,n\nH1,1990-02-27,1991-02-28,1\nH2,1990-03-01,1990-01-20,2\n")
        .File("visits.csv", "visit,who,on,mother,n\nV1,H1,1990-06-07,H2,11\nV2,H1,1990-09-15,,12\nV3,H2,1990-09-15,,13\n")
        .File("elsewhere.csv", "id,n\nH1,1\nH2,2\n");
}
