using System.Diagnostics;
using System.Globalization;
using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Messages;

public sealed class LifeTests
{
    [Theory]
    [InlineData("ipc", "Control")]
    [InlineData("tcp", "Shell")]
    public async Task Shutdown_answers_and_ends_the_process(string transport, string channel)
    {
        var (process, client) = await KernelProcess.StartAsync(transport);
        await using var endProcess = process;
        await using var endClient = client;
        Assert.Equal("2", (await client.RunAsync("1+1")).Result);
        var socket = channel == "Control" ? client.Control : client.Shell;

        var reply = await client.ReplyAsync(socket, await client.SendAsync(socket, "shutdown_request", new { restart = false }));

        Assert.Equal("ok", reply.GetProperty("status").GetString());
        Assert.Equal(0, await process.ExitAsync());
    }

    [Fact]
    public async Task Shutdown_ends_a_kernel_whose_cell_runs()
    {
        var (process, client) = await KernelProcess.StartAsync();
        await using var endProcess = process;
        await using var endClient = client;
        await client.BeginAsync("while (true) { }");

        await client.ReplyAsync(client.Control, await client.SendAsync(client.Control, "shutdown_request", new { restart = true }));

        Assert.Equal(0, await process.ExitAsync());
    }

    [Fact]
    public async Task Signal_interrupts_as_the_request_does()
    {
        var (process, client) = await KernelProcess.StartAsync();
        await using var endProcess = process;
        await using var endClient = client;
        await client.RunAsync("var survivor = 1;");
        var id = await client.BeginAsync("while (true) { }");
        await Task.Delay(300);

        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        Assert.Equal("KeyboardInterrupt", (await client.EndAsync(id)).Error.Name);
        Assert.Equal("1", (await client.RunAsync("survivor")).Result);
    }

    [Theory]
    [InlineData("", 64)]
    [InlineData("--connection-file /nowhere/at/all.json", 66)]
    [InlineData("--conection-file x", 64)]
    [InlineData("--version", 0)]
    public async Task Command_line_answers_with_an_exit_code(string arguments, int expected)
    {
        var start = new ProcessStartInfo(KernelProcess.Program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();

        Assert.Equal(expected, process.ExitCode);
    }
}
