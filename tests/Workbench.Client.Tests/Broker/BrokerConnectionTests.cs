using Workbench.Client.Broker;

namespace Workbench.Client.Tests.Broker;

public class BrokerConnectionTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Kernel_outside_a_workbench_is_told_so(string? socket)
    {
        var failure = Assert.Throws<BrokerUnavailableException>(() => BrokerConnection.At(socket));

        Assert.Contains("does not run inside a workbench", failure.Message);
        Assert.Contains("What to do", failure.Message);
    }

    [Fact]
    public async Task Silent_broker_is_waited_for_and_then_reported()
    {
        var connection = BrokerConnection.At(Path.Combine(Path.GetTempPath(), "client-no-such.sock"));

        var failure = await Assert.ThrowsAsync<BrokerUnavailableException>(() => connection.GetAsync<object>("/v1/cohorts", "the list of cohorts", CancellationToken.None));

        Assert.Contains("does not answer", failure.Message);
    }

    [Fact]
    public async Task Broker_that_comes_back_within_moments_is_found()
    {
        var first = await StandInBroker.StartAsync();
        var path = first.SocketPath;
        await first.DisposeAsync();
        var connection = BrokerConnection.At(path);
        var asking = connection.GetAsync<Protocol.Broker.CohortList>("/v1/cohorts", "the list of cohorts", CancellationToken.None);

        await Task.Delay(300);
        await using var second = await StandInBroker.StartAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.CreateSymbolicLink(path, second.SocketPath);

        try
        {
            Assert.Equal(2, (await asking).Cohorts.Count);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }
}
