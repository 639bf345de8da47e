namespace Workbench.Kernel.Tests.Driving;

/// <summary>One kernel over ipc for all tests that leave it usable.</summary>
public sealed class SharedKernel : IAsyncLifetime
{
    private KernelProcess? process;
    private KernelClient? client;

    public KernelClient Client => client ?? throw new InvalidOperationException("The kernel has not been started.");

    public async Task InitializeAsync() => (process, client) = await KernelProcess.StartAsync();

    public async Task DisposeAsync()
    {
        await Client.DisposeAsync();
        await process!.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class SharedKernelTests : ICollectionFixture<SharedKernel>
{
    public const string Name = "shared kernel";
}
