using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Languages;

/// <summary>One kernel for the tests of a language, which leave it usable.</summary>
public abstract class LanguageKernel : IAsyncLifetime
{
    private KernelProcess? process;

    public KernelClient Client { get; private set; } = null!;

    public async Task InitializeAsync() => (process, Client) = await KernelProcess.StartAsync();

    public async Task DisposeAsync()
    {
        await Client.DisposeAsync();
        await process!.DisposeAsync();
    }
}

public sealed class FSharpKernel : LanguageKernel;

public sealed class SqlKernel : LanguageKernel;

public sealed class PythonKernel : LanguageKernel;

public sealed class RKernel : LanguageKernel;

public sealed class TableKernel : LanguageKernel;
