using System.Net;
using System.Text.Json;
using Workbench.Cohorts.Broker.Reading;
using Workbench.Governance.Audit;
using Workbench.Governance.Decisions;
using Workbench.Governance.Permits;
using Workbench.Protocol.Broker;

namespace Workbench.Cohorts.Tests.Broker;

public sealed class DescribeTests : IAsyncLifetime
{
    private const string Columns = "patient,age,sex,ph.ecog,stage";

    private readonly BrokerWorld _world = new();

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Figures_at_level_rows_are_complete()
    {
        await _world.PermitAsync(Level.Rows, columns: Columns);
        var figures = await FiguresAsync("/v1/cohorts/lung/describe?table=patients");
        Assert.False(figures.Suppressed);
        var table = Assert.Single(figures.Tables);
        Assert.Equal((100L, 100L), (table.Rows, table.Patients));
        var age = table.Columns.Single(column => column.Name == "age").Numbers!;
        Assert.Equal((54.5, 30d, 42d, 54.5, 67d, 79d), (age.Mean, age.Minimum, age.Q1, age.Median, age.Q3, age.Maximum));
        Assert.Equal(14.503570, age.Sd!.Value, 6);
        var ecog = table.Columns.Single(column => column.Name == "ph.ecog");
        Assert.Equal((95L, 5L, 0), (ecog.Count, ecog.Missing, ecog.SuppressedGroups));
        Assert.Equal([new("I", 37), new("II", 60), new("IV", 3)], table.Columns.Single(column => column.Name == "stage").Groups!);
        Assert.Null(table.Columns.Single(column => column.Name == "patient").Groups);
        Assert.Equal((AuditKinds.CohortDescribed, AuditEvent.Done), ((await _world.LastEventAsync()).Kind, (await _world.LastEventAsync()).Outcome));
    }

    [Fact]
    public async Task Figures_at_level_aggregate_suppress_small_groups_and_what_would_betray_them()
    {
        await _world.PermitAsync(Level.Aggregate, columns: Columns);
        using var response = await _world.SendAsync("/v1/cohorts/lung/describe");
        var body = await response.Content.ReadAsStringAsync();
        var figures = JsonSerializer.Deserialize<CohortFigures>(body, BrokerContract.JsonOptions)!;
        Assert.True(figures.Suppressed);
        var table = Assert.Single(figures.Tables);
        var age = table.Columns.Single(column => column.Name == "age").Numbers!;
        Assert.Equal((54.5, null, 54.5, null), (age.Mean, age.Minimum, age.Median, age.Maximum));
        Assert.Equal([new("f", 60), new("m", 40)], table.Columns.Single(column => column.Name == "sex").Groups!);

        // Three patients of stage IV: hidden, and with them the next smallest, or 100 - 60 - 37 would tell.
        var stage = table.Columns.Single(column => column.Name == "stage");
        Assert.Equal([new("II", 60)], stage.Groups!);
        Assert.Equal(2, stage.SuppressedGroups);
        Assert.DoesNotContain("IV", body, StringComparison.Ordinal);

        // Five patients without ph.ecog: neither that number nor the one that gives it away.
        var ecog = table.Columns.Single(column => column.Name == "ph.ecog");
        Assert.Equal((null, null), (ecog.Count, ecog.Missing));
    }

    [Fact]
    public async Task Figures_about_fewer_patients_than_the_smallest_group_are_all_suppressed()
    {
        await _world.PermitAsync(Level.Aggregate, columns: Columns, rowFilter: "age < 34");
        var table = Assert.Single((await FiguresAsync("/v1/cohorts/lung/describe")).Tables);
        Assert.Equal((null, null), (table.Rows, table.Patients));
        Assert.All(table.Columns, column => Assert.Equal(
            (null, null, null, null), (column.Count, column.Missing, column.Numbers, column.Groups)));
    }

    [Fact]
    public async Task Figures_obey_the_row_filter()
    {
        await _world.PermitAsync(Level.Rows, columns: Columns, rowFilter: "age < 34");
        var table = Assert.Single((await FiguresAsync("/v1/cohorts/lung/describe")).Tables);
        Assert.Equal((8L, 33d), (table.Rows, table.Columns.Single(column => column.Name == "age").Numbers!.Maximum));
    }

    [Fact]
    public async Task Figures_without_or_beyond_a_permit_are_refused()
    {
        await _world.RefusedAsync("/v1/cohorts/lung/describe", HttpStatusCode.Forbidden, RefusalCodes.NoPermit);
        var permit = await _world.PermitAsync(Level.Aggregate);
        await _world.RefusedAsync("/v1/cohorts/lung/describe?table=visits", HttpStatusCode.Forbidden, RefusalCodes.TableNotPermitted);
        await _world.RevokeAsync(permit);
        await _world.RefusedAsync("/v1/cohorts/lung/describe", HttpStatusCode.Forbidden, RefusalCodes.PermitRevoked);
    }

    [Theory]
    [InlineData("20 30 40", "20 30 40")]
    [InlineData("0 20 30", "0 20 30")]
    [InlineData("3 20 30", "30")]
    [InlineData("3 4 20 30", "30")]
    [InlineData("6 7 20 30", "20 30")]
    [InlineData("9 9 9", "")]
    [InlineData("3", "")]
    [InlineData("10", "10")]
    [InlineData("9 10", "")]
    public void Groups_shown_never_let_a_small_one_be_worked_out(string patients, string shown)
    {
        var groups = patients.Split(' ').Select((number, i) => new GroupSize($"{i}", long.Parse(number), long.Parse(number))).ToList();
        Assert.Equal(shown, string.Join(' ', SmallGroups.Shown(groups, 10).Select(group => group.Patients)));
    }

    private async Task<CohortFigures> FiguresAsync(string address)
    {
        using var response = await _world.SendAsync(address);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return JsonSerializer.Deserialize<CohortFigures>(body, BrokerContract.JsonOptions)!;
    }
}
