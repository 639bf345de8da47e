using Workbench.Compatibility;

namespace Workbench.Kernel.Tests.Languages;

public sealed class FSharpInterruptTests(FSharpKernel kernel) : IClassFixture<FSharpKernel>
{
    public static TheoryData<string> EndlessCode => new(InterruptWorkloads.In("fsharp"));

    [Theory]
    [MemberData(nameof(EndlessCode))]
    public async Task Interrupt_stops_the_cell_and_keeps_the_state(string code)
    {
        await kernel.Client.RunInAsync("fsharp", "let survivor = 42");

        var run = await kernel.Client.RunInterruptedAsync("fsharp", "printf \"started\"\n" + code);

        Assert.Equal("error", run.Status);
        Assert.Equal("KeyboardInterrupt", run.Error.Name);
        Assert.Equal("42", (await kernel.Client.RunInAsync("fsharp", "survivor")).Result);
    }
}
