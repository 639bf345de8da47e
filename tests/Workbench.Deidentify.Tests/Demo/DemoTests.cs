using System.Globalization;
using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Demo;
using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Demo;

/// <summary>The demo's four cohorts, built once for all tests of this class as an installation builds them.</summary>
[Collection(nameof(DemoCohorts))]
public sealed class DemoTests(DemoCohorts demo)
{
    [Theory]
    [InlineData("lung", "patients", 228, 228)]
    [InlineData("breast", "rotterdam", 2982, 2982)]
    [InlineData("breast", "wdbc", 569, 569)]
    [InlineData("colorectal", "patients", 929, 929)]
    [InlineData("colorectal", "events", 1858, 929)]
    [InlineData("prostate", "patients", 146, 146)]
    public void Cohort_has_all_rows_and_patients(string cohort, string table, int rows, int patients)
    {
        var found = demo.Snapshot(cohort).Manifest.Table(table)!;

        Assert.Equal((rows, patients), (found.Rows, found.Patients));
        Assert.Equal("patient", found.Columns[0].Name);
    }

    [Theory]
    [InlineData("lung", "patients", "lung_ncctg.csv", "inst,time,status,age,sex,ph.ecog,ph.karno,pat.karno,meal.cal,wt.loss")]
    [InlineData("breast", "rotterdam", "breast_rotterdam.csv", "year,age,meno,size,grade,nodes,pgr,er,hormon,chemo,rtime,recur,dtime,death")]
    [InlineData("breast", "wdbc", "breast_wdbc.csv", "mean_radius,mean_concave_points,se_area,worst_fractal_dimension,diagnosis")]
    [InlineData("colorectal", "patients", "colon_adjuvant.csv", "rx,sex,age,obstruct,perfor,adhere,nodes,differ,extent,surg,node4")]
    [InlineData("colorectal", "events", "colon_adjuvant.csv", "etype,status,time")]
    [InlineData("prostate", "patients", "prostate_stagec.csv", "pgtime,pgstat,age,eet,g2,grade,gleason,ploidy")]
    public void Clinical_columns_are_the_published_ones(string cohort, string table, string csv, string columns)
    {
        var published = DemoTable.Read(Path.Combine(DemoCohorts.Content, csv));
        var names = columns.Split(',');
        var rows = Enumerable.Range(0, published.Rows.Count).Select(r => string.Join('|', names.Select(n => Number(published[r, n]))));
        if (table == "patients" && cohort == "colorectal")
        {
            rows = rows.Where((_, i) => i % 2 == 0);
        }

        var kept = Parquet.Rows(demo.Snapshot(cohort), table, $"SELECT {string.Join(',', names.Select(ParquetWriter.Quote))} FROM t");

        Assert.Equal(rows.Order(StringComparer.Ordinal), kept.Select(r => string.Join('|', r.Select(Number))).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1, 270)]
    [InlineData(2, 426)]
    public void Median_survival_by_sex_is_the_reference(int sex, int days)
    {
        var rows = Parquet.Rows(demo.Snapshot("lung"), "patients", $"SELECT \"time\", status FROM t WHERE sex = {sex} ORDER BY \"time\"")
            .Select(r => (Time: int.Parse(r[0]!, CultureInfo.InvariantCulture), Died: r[1] == "2")).ToList();
        var (surviving, atRisk) = (1.0, rows.Count);
        foreach (var day in rows.GroupBy(r => r.Time))
        {
            surviving *= 1 - ((double)day.Count(r => r.Died) / atRisk);
            atRisk -= day.Count();
            if (surviving <= 0.5)
            {
                Assert.Equal(days, day.Key);
                return;
            }
        }

        Assert.Fail("the median was not reached");
    }

    [Fact]
    public void Shifted_dates_keep_the_follow_up_times()
    {
        Assert.All(Parquet.Column(demo.Snapshot("lung"), "patients", "(last_contact - enrolled) - \"time\""), d => Assert.Equal("0", d));
        Assert.All(Parquet.Column(demo.Snapshot("breast"), "rotterdam", "(last_contact - surgery_date) - dtime"), d => Assert.Equal("0", d));
    }

    [Fact]
    public void Shifted_dates_agree_between_tables()
    {
        var colorectal = demo.Snapshot("colorectal");
        var off = Parquet.Rows(
            colorectal,
            "events",
            $"SELECT t.event_date - p.registered - t.\"time\" FROM t JOIN read_parquet('{colorectal.TablePath("patients")}') p USING (patient)");

        Assert.Equal(1858, off.Count);
        Assert.All(off, o => Assert.Equal("0", o[0]));
    }

    [Fact]
    public void Ages_agree_with_birth_dates_and_nobody_is_shown_over_90()
    {
        Assert.All(
            Parquet.Rows(demo.Snapshot("lung"), "patients", "SELECT age, age_band FROM t"),
            r => Assert.Equal(int.Parse(r[0]!, CultureInfo.InvariantCulture) / 10, int.Parse(r[1]!.Split('-')[0], CultureInfo.InvariantCulture) / 10));
        Assert.Equal(["90"], Parquet.Column(demo.Snapshot("breast"), "rotterdam", "max(age)"));
        Assert.Contains("90+", Parquet.Column(demo.Snapshot("breast"), "wdbc", "age_band"));
        Assert.All(
            Parquet.Column(demo.Snapshot("colorectal"), "patients", "birth_year"),
            y => Assert.InRange(int.Parse(y!, CultureInfo.InvariantCulture), 1897, 1969));
    }

    [Fact]
    public void Every_column_says_what_it_means()
    {
        var columns = DemoSources.All.Keys.SelectMany(c => demo.Snapshot(c).Manifest.Tables).SelectMany(t => t.Columns).ToList();

        Assert.All(columns, c => Assert.True(c.Meaning.Length > 2 && ColumnRoles.All.Contains(c.Role), c.Name));
        Assert.All(DemoSources.All.Keys, c => Assert.NotEmpty(demo.Snapshot(c).Manifest.Counts));
        Assert.All(DemoSources.All.Keys, c => Assert.NotNull(demo.Snapshot(c).Manifest.Risk.K));
        Assert.All(
            DemoSources.All.Keys.SelectMany(c => demo.Snapshot(c).Manifest.Counts).SelectMany(c => c.Bars),
            b => Assert.True(b.Patients is null or >= 10));
    }

    [Fact]
    public void Demo_is_the_same_each_time()
    {
        foreach (var (_, make) in DemoSources.All)
        {
            var (one, two) = (make(DemoCohorts.Content), make(DemoCohorts.Content));
            Assert.Equal(one.Tables.Select(t => t.Table.ToCsv()), two.Tables.Select(t => t.Table.ToCsv()));
        }
    }

    [Fact]
    public void Source_that_is_there_already_stays_as_it_is()
    {
        using var folder = new TempFolder();
        var source = DemoSources.All["prostate"](DemoCohorts.Content);
        Assert.True(source.Write(folder.Path));
        File.WriteAllText(folder["prostate", "patients.csv"], "changed");

        Assert.False(source.Write(folder.Path));
        Assert.Equal("changed", File.ReadAllText(folder["prostate", "patients.csv"]));
    }

    private static string Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n.ToString("R", CultureInfo.InvariantCulture) : text ?? "";
}
