using Workbench.Protocol.Broker;

namespace Workbench.Client.Tests.Broker;

/// <summary>Starts one stand-in broker and names it in the environment, as a session does for its kernel.</summary>
public sealed class BrokerFixture : IAsyncLifetime
{
    public StandInBroker Broker { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Broker = await StandInBroker.StartAsync();
        Environment.SetEnvironmentVariable(BrokerContract.SocketVariable, Broker.SocketPath);
    }

    public async Task DisposeAsync()
    {
        Environment.SetEnvironmentVariable(BrokerContract.SocketVariable, null);
        await Broker.DisposeAsync();
    }
}

/// <summary>The environment has one broker, so the classes that use it share one and take turns.</summary>
[CollectionDefinition(Name)]
public sealed class BrokerCollection : ICollectionFixture<BrokerFixture>
{
    public const string Name = "broker";
}
