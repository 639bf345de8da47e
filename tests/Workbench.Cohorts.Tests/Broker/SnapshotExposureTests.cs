using Microsoft.EntityFrameworkCore;
using Workbench.Cohorts.Broker;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.Permits;

namespace Workbench.Cohorts.Tests.Broker;

public sealed class SnapshotExposureTests(BrokerWorld world) : IClassFixture<BrokerWorld>
{
    private SnapshotExposure Exposure() => new(new BrokerOptions { SnapshotsFolder = world.SnapshotsFolder, ScratchFolder = world.ScratchFolder });

    private async Task<Outcome<ExposureFigures>> MeasureAsync(params PermittedTable[] tables)
    {
        await using var context = world.Store.Read();
        var lung = await context.Snapshots.SingleAsync(one => one.Cohort!.Name == "lung");
        using var exposure = Exposure();
        return await exposure.MeasureAsync("lung", lung, tables, smallestGroup: 10);
    }

    // Of the 100 patients sex is f (60) or m (40); age is 30 to 79, each twice, and in a class with sex once or twice.
    [Theory]
    [InlineData("patient,note", null, null, null)]
    [InlineData("sex", null, 40, 0)]
    [InlineData("age", null, 2, 50)]
    [InlineData("sex,age", null, 2, 50)]
    [InlineData("sex", "age < 40", 8, 1)]
    [InlineData("sex", "age > 200", null, 0)]
    public async Task Measures_the_chosen_columns_and_rows_alone(string columns, string? filter, int? k, int? small)
    {
        var figures = BrokerWorld.Expect(await MeasureAsync(new PermittedTable("patients", columns.Split(','), filter)));

        Assert.Equal((k, small), (figures.K, figures.SmallGroups));
        Assert.Equal(filter is null ? 100 : filter == "age < 40" ? 20 : 0, figures.Patients);
        Assert.Equal(((long)figures.Patients, 100), (figures.Rows, figures.AllPatients));
        Assert.Equal(filter is null ? [] : ["age"], figures.FilterColumns);
    }

    [Fact]
    public async Task Patients_of_several_tables_are_counted_once_and_rows_all()
    {
        var figures = BrokerWorld.Expect(await MeasureAsync(new PermittedTable("patients", ["sex"]), new PermittedTable("visits", ["day"])));

        Assert.Equal((400L, 100, 40), (figures.Rows, figures.Patients, figures.K));
        Assert.Equal(["patients.sex"], figures.QuasiIdentifiers);
    }

    [Theory]
    [InlineData("age > (SELECT 1)")]
    [InlineData("sex > 3 AND age / note > 1")]
    [InlineData("unknown = 1")]
    public async Task Row_filter_that_does_not_fit_is_refused_without_a_value(string filter)
    {
        var outcome = await MeasureAsync(new PermittedTable("patients", ["sex"], filter));

        Assert.Equal(RefusalCodes.FilterRefused, outcome.Refusal?.Code);
        Assert.DoesNotContain("note '", outcome.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Snapshot_that_is_not_as_registered_is_not_measured()
    {
        await using var context = world.Store.Read();
        var lung = await context.Snapshots.SingleAsync(one => one.Cohort!.Name == "lung");
        using var exposure = Exposure();
        var other = new CohortSnapshot
        {
            Id = lung.Id, CohortId = lung.CohortId, Version = lung.Version, ContentHash = new string('0', 64), Patients = lung.Patients,
            Tables = lung.Tables, Risk = lung.Risk, ManifestPath = lung.ManifestPath, OrderId = lung.OrderId, BuiltAt = lung.BuiltAt,
        };

        var outcome = await exposure.MeasureAsync("lung", other, [new PermittedTable("patients", ["sex"])], 10);

        Assert.Equal(RefusalCodes.SnapshotMissing, outcome.Refusal?.Code);
    }
}
