namespace Workbench.Client.Tests.Notebooks;

/// <summary>Cohorts as tables of SQL cells, with the real broker.</summary>
public class SqlCohortTests
{
    [Fact]
    public async Task Cohort_that_is_named_in_a_query_is_a_table_until_its_permit_ends()
    {
        var world = new SampleWorld();
        await world.InitializeAsync();
        try
        {
            await using var kernel = await KernelProcess.StartAsync(world.SocketPath);

            var counted = await kernel.RunAsync("#!sql\nSELECT count(*) AS n, count(DISTINCT p.sex) AS sexes FROM lung.patients p");
            var kept = await kernel.RunAsync("#!sql --name old\nSELECT * FROM Lung.patients WHERE age >= 70");
            var shared = await kernel.RunAsync("#!share --from sql old\nold.First().Data.Count()");
            await world.RevokeAsync("lung");
            var refused = await kernel.RunAsync("#!sql\nSELECT count(*) FROM lung.patients");
            var own = await kernel.RunAsync("#!sql\nSELECT count(*) > 0 AS still FROM old");

            Assert.Contains("228", counted.Single(output => output.Type == "display_data").Text());
            Assert.Contains("rows", kept.Single(output => output.Type == "display_data").Text());
            Assert.InRange(int.Parse(shared.Single().Text()!, System.Globalization.CultureInfo.InvariantCulture), 1, 227);
            Assert.Contains("permit-revoked", refused.Single(output => output.Type == "error").Text());
            Assert.Contains("true", own.Single(output => output.Type == "display_data").Text());
        }
        finally
        {
            await world.DisposeAsync();
        }
    }
}
