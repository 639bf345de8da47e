using Deedle;
using Microsoft.ML;
using Workbench.Client.Tests.Broker;

namespace Workbench.Client.Tests;

[Collection(BrokerCollection.Name)]
public class CohortsTests(BrokerFixture fixture)
{
    [Fact]
    public void List_says_what_may_be_opened()
    {
        var cohorts = Cohorts.List();

        Assert.Equal(["lung", "breast"], cohorts.Select(cohort => cohort.Name));
        Assert.Equal(("granted", "rows"), (cohorts[0].Access, cohorts[0].Level));
        Assert.Equal(("none", null), (cohorts[1].Access, cohorts[1].Level));
    }

    [Fact]
    public async Task Open_gives_version_permit_tables_and_dictionary()
    {
        var lung = await Cohorts.OpenAsync("lung");

        Assert.Equal(("lung", 3, "ab12"), (lung.Name, lung.Version, lung.ContentHash));
        Assert.Equal(2, lung.Permit.Clauses.Count);
        Assert.Equal(4, lung.Table("patients").Rows);
        Assert.Equal("days", lung.Dictionary().Single(entry => entry.Column == "time").Unit);
    }

    [Fact]
    public void Open_with_a_version_asks_for_that_version()
    {
        Cohorts.Open("lung", version: 2);

        Assert.Contains("/v1/cohorts/lung?version=2", fixture.Broker.Calls);
    }

    [Fact]
    public void Whole_table_arrives_with_missing_values_missing()
    {
        var frame = Cohorts.Open("lung").ToFrame();

        Assert.Equal(["patient", "time", "status", "age", "ph.ecog"], frame.ColumnKeys);
        Assert.Equal([0, 1, 3], frame.GetColumn<double>("age").DropMissing().Keys);
        Assert.Equal([306.0, 455.0, 1010.0, 210.0], frame.GetColumn<double>("time").Values);
    }

    [Fact]
    public async Task Columns_filter_limit_and_version_travel_to_the_broker()
    {
        var frame = await (await Cohorts.OpenAsync("lung")).Table("patients").ToFrameAsync(["time", "ph.ecog"], "time > 250 AND \"ph.ecog\" = 0", 1);

        Assert.Equal(["time", "ph.ecog"], frame.ColumnKeys);
        Assert.Equal([455L], frame.GetColumn<long>("time").Values);
        Assert.Contains("/v1/cohorts/lung/tables/patients?version=3&columns=time,ph.ecog&filter=time%20%3E%20250%20AND%20%22ph.ecog%22%20%3D%200&limit=1", fixture.Broker.Calls);
    }

    [Fact]
    public void Data_view_and_data_frame_hold_the_same_rows()
    {
        var table = Cohorts.Open("lung").Table("patients");

        var view = table.ToDataView(columns: ["age"]);
        var frame = table.ToDataFrame(columns: ["age"]);

        using var cursor = view.GetRowCursor(view.Schema);
        Assert.Equal(4, view.GetRowCount());
        Assert.Equal([74.0, 68.0, null, 57.0], Enumerable.Range(0, 4).Select(row => frame["age"][row]));
    }

    [Fact]
    public void Describe_gives_the_figures_that_the_broker_let_through()
    {
        var table = Assert.Single(Cohorts.Open("lung").Describe().Tables);

        Assert.Equal(255.5, table.Columns[0].Median);
        Assert.Null(table.Columns[0].Minimum);
        Assert.Null(table.Patients);
        Assert.Equal(138, table.Columns[1].Groups["1"]);
    }

    [Fact]
    public void Table_that_is_not_there_names_those_that_are()
    {
        var failure = Assert.Throws<ArgumentException>(() => Cohorts.Open("lung").Table("patient"));

        Assert.Contains("patients", failure.Message);
    }

    [Fact]
    public void Cohort_with_several_tables_asks_which_one()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => Cohorts.Open("two-tables").ToFrame());

        Assert.Contains(".Table(\"patients\")", failure.Message);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, -1)]
    public void Request_that_makes_no_sense_is_refused_before_it_travels(int columns, int? limit)
    {
        var table = Cohorts.Open("lung").Table("patients");

        Assert.ThrowsAny<ArgumentException>(() => table.ToFrame(columns: columns == 0 ? [] : ["time"], limit: limit));
    }

    [Fact]
    public void Refusal_says_what_was_asked_which_clause_refused_and_what_to_do()
    {
        var refused = Assert.Throws<CohortRefusedException>(() => Cohorts.Open("refused"));

        Assert.Equal("permit-revoked", refused.Code);
        Assert.Equal(
            "Refused (permit-revoked): the cohort refused.\nYour permit for lung was revoked.\n"
            + "Clause 5 of permit permit-1: The steward may end this permit at any time <b>.\nWhat to do: Ask the steward, or request access again.",
            refused.Message);
    }

    [Fact]
    public void Permit_revoked_after_opening_is_refused_at_the_next_read()
    {
        var cohort = Cohorts.Open("revoked-meanwhile");

        var refused = Assert.Throws<CohortRefusedException>(() => cohort.Table("patients").ToFrame(["time"], "age = 4711"));

        Assert.Equal("the table patients of revoked-meanwhile, columns time, some of its rows", refused.Asked);
        Assert.DoesNotContain("4711", refused.Message);
    }

    [Theory]
    [InlineData("unclear", "status 502")]
    [InlineData("garbled", "connection broke")]
    public void Answer_that_is_none_is_reported_as_a_failure_of_the_broker(string cohort, string expected)
    {
        var failure = Assert.Throws<BrokerUnavailableException>(() => Cohorts.Open(cohort));

        Assert.Contains(expected, failure.Message);
        Assert.DoesNotContain("proxy error", failure.Message);
    }

    [Fact]
    public void Table_cut_off_on_its_way_is_never_loaded_in_part()
    {
        var failure = Assert.Throws<BrokerUnavailableException>(() => Cohorts.Open("cut").ToFrame());

        Assert.Contains("nothing of it was loaded", failure.Message);
    }

    [Fact]
    public void Reading_leaves_no_copy_behind()
    {
        Cohorts.Open("lung").ToFrame();

        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), $"cohort-{Environment.ProcessId}-*.parquet"));
    }
}
