namespace Workbench.Client.Tests.Notebooks;

/// <summary>What the client promises inside the real kernel, beyond the sample notebooks.</summary>
public class KernelDisplayTests
{
    [Fact]
    public async Task Plain_arithmetic_loads_none_of_the_data_libraries()
    {
        await using var kernel = await KernelProcess.StartAsync(brokerSocket: null);
        await kernel.RunAsync("1+1");

        var outputs = await kernel.RunAsync("string.Join(' ', AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name))");

        var loaded = outputs.Single().Text()!.Split(' ');
        Assert.Contains("Workbench.Client", loaded);
        Assert.DoesNotContain(loaded, name => name is "Deedle" or "FSharp.Core" or "Plotly.NET" or "Microsoft.Data.Analysis" or "MathNet.Numerics" or "DuckDB.NET.Data" || name.StartsWith("Microsoft.ML", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Outside_a_workbench_a_cohort_is_refused_in_words_and_the_kernel_goes_on()
    {
        await using var kernel = await KernelProcess.StartAsync(brokerSocket: null);

        var outputs = await kernel.RunAsync("Cohorts.Open(\"lung\")");

        Assert.Contains("does not run inside a workbench", outputs.Single(output => output.Type == "error").Text());
        Assert.Contains("wb-refusal", outputs.Single(output => output.Type == "display_data").Text("text/html"));
        Assert.DoesNotContain(outputs, output => output.Content.ToString().Contains("   at Workbench", StringComparison.Ordinal));
        Assert.Equal("2", (await kernel.RunAsync("1+1")).Single().Text());
    }

    [Fact]
    public async Task Revoked_permit_is_refused_at_the_next_read_of_the_same_kernel_and_loaded_data_stay()
    {
        var world = new SampleWorld();
        await world.InitializeAsync();
        try
        {
            await using var kernel = await KernelProcess.StartAsync(world.SocketPath);
            await kernel.RunAsync("var lung = Cohorts.Open(\"lung\"); var frame = lung.ToFrame();");
            await world.RevokeAsync("lung");

            var refused = await kernel.RunAsync("lung.ToFrame()");
            var kept = await kernel.RunAsync("frame.RowCount");

            Assert.Contains("permit-revoked", refused.Single(output => output.Type == "display_data").Text("text/html"));
            Assert.Contains("permit-revoked", refused.Single(output => output.Type == "error").Text());
            Assert.Equal("228", kept.Single().Text());
        }
        finally
        {
            await world.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("patients", "age >= 70 AND \"ph.ecog\" = 2", "age,ph.ecog", 21)]
    [InlineData("patients", null, "patient", 228)]
    public async Task Columns_and_condition_are_applied_by_the_real_broker(string table, string? where, string columns, int rows)
    {
        var world = new SampleWorld();
        await world.InitializeAsync();
        try
        {
            var broker = Client.Broker.BrokerConnection.At(world.SocketPath);
            var schema = await broker.GetAsync<Protocol.Broker.CohortSchema>("/v1/cohorts/lung", "lung", CancellationToken.None);

            var frame = await new Cohort(broker, schema).Table(table).ToFrameAsync(columns.Split(','), where);

            Assert.Equal(columns.Split(','), frame.ColumnKeys);
            Assert.Equal(rows, frame.RowCount);
        }
        finally
        {
            await world.DisposeAsync();
        }
    }
}
