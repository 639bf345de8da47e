using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Directives;

/// <summary><c>#!connect jupyter</c>; the kernel is Debian's ipykernel.</summary>
public sealed class ConnectTests : IAsyncLifetime
{
    private KernelProcess process = null!;
    private KernelClient client = null!;

    public async Task InitializeAsync() => (process, client) = await KernelProcess.StartAsync();

    public async Task DisposeAsync()
    {
        await client.DisposeAsync();
        await process.DisposeAsync();
    }

    [Fact]
    public async Task Kernel_of_this_machine_becomes_a_language()
    {
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, "prepared = 5");
        var connected = await client.RunAsync($"#!connect jupyter --kernel-name connected --kernel-spec python3 --init-script {script}");
        File.Delete(script);
        Assert.Equal("Kernel added: #!connected", CellRun.Data(Assert.Single(connected.Displays()), "text/plain"));

        Assert.Equal("6", (await client.RunAsync("#!connected\nmade = prepared + 1\nmade")).Result);
        Assert.Equal("7", (await client.RunAsync("#!share --from connected made\nmade + 1")).Result);
        Assert.Equal("8", (await client.RunInAsync("connected", "#!share --from csharp made --as back\nback + 2")).Result);

        var languages = (await client.AskAsync("kernel_info_request", new { })).GetProperty("workbench").GetProperty("languages").EnumerateArray();
        Assert.Contains(languages, language => language.GetProperty("name").GetString() == "connected");
        var refused = await client.RunAsync("#!connect jupyter --kernel-name connected --kernel-spec python3");
        Assert.Equal("(1,33): error DNI211: The name 'connected' is taken. Choose another with --kernel-name.", refused.Error.Value);
    }

    [Theory]
    [InlineData("--kernel-spec nowhere", "There is no kernel spec 'nowhere' on this machine. Known: ")]
    [InlineData("--kernel-spec python3 --url http://x --token t", "--url is for kernels of other machines")]
    [InlineData("--kernel-spec python3 --conda-env x", "--conda-env is not taken.")]
    [InlineData("--kernel-spec python3 --init-script nowhere.py", "The init script cannot be read")]
    public async Task Kernel_that_cannot_be_connected_is_refused_with_the_reason(string options, string reason)
    {
        var run = await client.RunAsync("#!connect jupyter --kernel-name other " + options);

        Assert.StartsWith("(1,1): error DNI211: " + reason, run.Error.Value, StringComparison.Ordinal);
    }
}
