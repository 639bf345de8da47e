using Workbench.Compatibility;
using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Languages;

public sealed class PythonTests(PythonKernel kernel) : IClassFixture<PythonKernel>
{
    [Fact]
    public async Task Cell_prints_displays_and_gives_its_value()
    {
        var run = await kernel.Client.RunInAsync("python", "import sys\nfrom IPython.display import display, HTML\nprint('out')\nprint('err', file=sys.stderr)\nh = display(HTML('<b>1</b>'), display_id=True)\nh.update(HTML('<b>2</b>'))\n6 * 7");

        Assert.Equal("ok", run.Status);
        Assert.Equal("out\n", run.Printed);
        Assert.Equal("err\n", run.Stream("stderr"));
        Assert.Equal("<b>1</b>", CellRun.Data(Assert.Single(run.Displays()), "text/html"));
        Assert.Equal("<b>2</b>", CellRun.Data(Assert.Single(run.Displays("update_display_data")), "text/html"));
        Assert.Equal("42", run.Result);
        var result = run.Outputs.Single(output => output.Type == "execute_result").Content;
        Assert.Equal(run.Reply.GetProperty("execution_count").GetInt32(), result.GetProperty("execution_count").GetInt32());
    }

    [Theory]
    [InlineData("scaled(1, (2, 3), ", "scaled(x, shift=(0, 1), *, by: float = 2.0) -> float", 2, 3)]
    [InlineData("[scaled(", "scaled(x, shift=(0, 1), *, by: float = 2.0) -> float", 0, 3)]
    public async Task Signature_of_the_open_call_comes_from_the_child(string code, string label, int active, int parameters)
    {
        await kernel.Client.RunInAsync("python", "def scaled(x, shift=(0, 1), *, by: float = 2.0) -> float:\n    \"Scales.\"\n    return x * by");

        var reply = await kernel.Client.AskAsync("workbench_signature_request", new { code, cursor_pos = code.Length }, KernelClient.LanguageMetadata("python"));

        var signature = reply.GetProperty("signatures")[0];
        Assert.Equal(label, signature.GetProperty("label").GetString());
        Assert.Equal((active, parameters), (reply.GetProperty("active_parameter").GetInt32(), signature.GetProperty("parameters").GetArrayLength()));
        Assert.Contains("Scales.", signature.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Error_is_pythons_own()
    {
        var run = await kernel.Client.RunInAsync("python", "1 / 0");

        Assert.Equal(("ZeroDivisionError", "division by zero"), (run.Error.Name, run.Error.Value));
        Assert.Contains(run.Error.Traceback, line => line.Contains("Traceback", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Question_reaches_the_notebooks_user()
    {
        var id = await kernel.Client.BeginAsync("name = input('Who? ')\nname.upper()", allowStdin: true, metadata: KernelClient.LanguageMetadata("python"));

        var question = await kernel.Client.AnswerAsync("ada");

        Assert.Equal("Who? ", question.GetProperty("prompt").GetString());
        Assert.Equal("'ADA'", (await kernel.Client.EndAsync(id)).Result);
    }

    public static TheoryData<string> EndlessCode => new(InterruptWorkloads.In("python"));

    [Theory]
    [MemberData(nameof(EndlessCode))]
    public async Task Interrupt_stops_the_cell_and_keeps_the_state(string code)
    {
        await kernel.Client.RunInAsync("python", "survivor = 42");

        // ipykernel sends what is flushed a little later from another thread, which a regular expression would keep waiting.
        var run = await kernel.Client.RunInterruptedAsync("python", "print('started', flush=True); import time; time.sleep(0.1)\n" + code);

        Assert.Equal("KeyboardInterrupt", run.Error.Name);
        Assert.Equal("42", (await kernel.Client.RunInAsync("python", "survivor")).Result);
    }

    [Theory]
    [InlineData("import os; os._exit(3)", "Python has ended: it ended with code 3")]
    [InlineData("import os; os.kill(os.getpid(), 9)", "Python has ended: it was ended by signal 9")]
    public async Task Death_is_reported_and_the_next_cell_starts_anew(string code, string expected)
    {
        var run = await kernel.Client.RunInAsync("python", code);

        Assert.Equal("KernelDied", run.Error.Name);
        Assert.StartsWith(expected, run.Error.Value, StringComparison.Ordinal);
        Assert.Equal("2", (await kernel.Client.RunInAsync("python", "1 + 1")).Result);
    }

    [Fact]
    public async Task Child_ends_with_the_kernel_however_that_ends()
    {
        var (process, client) = await KernelProcess.StartAsync();
        var child = int.Parse((await client.RunInAsync("python", "import os\nos.getpid()")).Result!, System.Globalization.CultureInfo.InvariantCulture);

        using (var killed = System.Diagnostics.Process.GetProcessById(process.Id))
        {
            killed.Kill();
        }

        for (var wait = 0; wait < 100 && Lives(child); wait++)
        {
            await Task.Delay(100);
        }

        Assert.False(Lives(child));
        await client.DisposeAsync();
        await process.DisposeAsync();
    }

    [Fact]
    public async Task Completion_and_inspection_come_from_python()
    {
        await kernel.Client.RunInAsync("python", "completed_name = 'x'");

        var completion = await kernel.Client.AskAsync("complete_request", new { code = "#!python\ncompleted_na", cursor_pos = 21 });
        var inspection = await kernel.Client.AskAsync("inspect_request", new { code = "#!python\ncompleted_name", cursor_pos = 15, detail_level = 0 });

        Assert.Contains("completed_name", completion.GetProperty("matches").EnumerateArray().Select(match => match.GetString()));
        Assert.Equal(9, completion.GetProperty("cursor_start").GetInt32());
        Assert.True(inspection.GetProperty("found").GetBoolean());
    }

    // A process that has ended but has not been waited for has no command line any more.
    private static bool Lives(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Length > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
