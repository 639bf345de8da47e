using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Api;

/// <summary>Cells that run code themselves, in their own language and in others.</summary>
[Collection(SharedKernelTests.Name)]
public sealed class RoutingTests(SharedKernel kernel)
{
    private const string Commands = "using Microsoft.DotNet.Interactive.Commands;\n";

    [Fact]
    public async Task Submitted_code_shows_in_the_cell_that_submitted_it()
    {
        var run = await kernel.Client.RunAsync(Commands + "var sent = await Kernel.Root.SendAsync(new SubmitCode(\"#!html\\n<b>x</b>\"));\nsent.Events.Last().GetType().Name");

        Assert.Equal("<b>x</b>", CellRun.Data(Assert.Single(run.Displays()), "text/html"));
        Assert.Equal("CommandSucceeded", run.Result);
    }

    [Fact]
    public async Task Cell_that_submits_its_own_language_keeps_both_states()
    {
        var run = await kernel.Client.RunAsync(Commands + "var before = 1;\nawait Kernel.Root.SendAsync(new SubmitCode(\"var within = before + 1;\", \"csharp\"));\nvar after = 4;");
        Assert.Equal("ok", run.Status);

        Assert.Equal("7", (await kernel.Client.RunAsync("before + within + after")).Result);
    }

    [Fact]
    public async Task Cell_stays_interruptible_after_it_submitted_code()
    {
        var run = await kernel.Client.RunInterruptedAsync("await Kernel.Root.SendAsync(new Microsoft.DotNet.Interactive.Commands.SubmitCode(\"1\", \"csharp\"));\nwhile (true) { }");

        Assert.Equal("KeyboardInterrupt", run.Error.Name);
    }

    [Theory]
    [InlineData("Console.Write(\\\"hi\\\"); display(5); 1 + 1", "CodeSubmissionReceived StandardOutputValueProduced DisplayedValueProduced ReturnValueProduced CommandSucceeded")]
    [InlineData("display(1).Update(2); Console.Error.Write(\\\"no\\\");", "CodeSubmissionReceived DisplayedValueProduced DisplayedValueUpdated StandardErrorValueProduced CommandSucceeded")]
    [InlineData("throw new Exception(\\\"no\\\");", "CodeSubmissionReceived ErrorProduced CommandFailed")]
    public async Task Events_tell_what_submitted_code_showed(string code, string expected)
    {
        var run = await kernel.Client.RunAsync(Commands + $"var told = await Kernel.Root.SendAsync(new SubmitCode(\"{code}\", \"csharp\"));\nstring.Join(\" \", told.Events)");

        Assert.Equal(expected, run.Outputs.Where(output => output.Type == "execute_result").Select(output => CellRun.Data(output.Content, "text/plain")).Last());
    }

    [Fact]
    public async Task Events_carry_the_value_and_its_text()
    {
        await kernel.Client.RunAsync(Commands + "using Microsoft.DotNet.Interactive.Events;\nvar told = (await Kernel.Root.SendAsync(new SubmitCode(\"6 * 7\", \"csharp\"))).Events.OfType<ReturnValueProduced>().Single();");

        Assert.Equal("42 42", (await kernel.Client.RunAsync("$\"{told.Value} {told.FormattedValues.Single(one => one.MimeType == \"text/plain\").Value}\"")).Result);
    }

    [Theory]
    [InlineData("new DisplayedValueProduced(7, KernelInvocationContext.Current.Command)", "display_data", "text/plain", "7")]
    [InlineData("new DisplayedValueProduced(null, KernelInvocationContext.Current.Command, [new FormattedValue(\"text/markdown\", \"*x*\")])", "display_data", "text/markdown", "*x*")]
    [InlineData("new ReturnValueProduced(8, KernelInvocationContext.Current.Command)", "execute_result", "text/plain", "8")]
    public async Task Published_events_are_shown(string made, string type, string mimeType, string expected)
    {
        var run = await kernel.Client.RunAsync($"using Microsoft.DotNet.Interactive.Events;\nKernelInvocationContext.Current.Publish({made});");

        Assert.Equal(expected, CellRun.Data(Assert.Single(run.Outputs, output => output.Type == type).Content, mimeType));
    }

    [Fact]
    public async Task Published_text_is_printed()
    {
        var run = await kernel.Client.RunAsync("using Microsoft.DotNet.Interactive.Events;\nKernelInvocationContext.Current.Publish(new StandardOutputValueProduced(KernelInvocationContext.Current.Command, [new FormattedValue(\"text/plain\", \"said\")]));");

        Assert.Equal("said", run.Printed);
    }

    [Fact]
    public async Task Submitted_code_that_fails_tells_so()
    {
        var run = await kernel.Client.RunAsync(Commands + "((Microsoft.DotNet.Interactive.Events.CommandFailed)(await Kernel.Root.SendAsync(new SubmitCode(\"#!nope\"))).Events.Last()).Message");

        Assert.Equal("(1,1): error DNI101: Unknown magic command '#!nope'", run.Result);
    }

    [Theory]
    [InlineData("Kernel.Root.FindKernelByName(\"c#\").Name", "csharp")]
    [InlineData("Kernel.Root.FindKernelByName(\"nobody\") is null", "True")]
    [InlineData("Kernel.Current.FindKernelByName(\"fsharp\").KernelInfo.LanguageName", "F#")]
    [InlineData("Kernel.Current.Name", "csharp")]
    [InlineData("Kernel.Root.DefaultKernelName", "csharp")]
    [InlineData("Kernel.Root.Any(one => one.Name == \"html\")", "True")]
    [InlineData("KernelInvocationContext.Current.HandlingKernel.RootKernel.Equals(Kernel.Root)", "True")]
    [InlineData("Kernel.Root.FindKernelByName(\"csharp\").ParentKernel.ChildKernels.First().Name", "csharp")]
    public async Task Kernels_are_found_by_name(string code, string expected) => Assert.Equal(expected, (await kernel.Client.RunAsync(code)).Result);

    [Fact]
    public async Task Values_are_sent_and_read_by_name()
    {
        await kernel.Client.RunAsync(Commands + "await Kernel.Root.SendAsync(new SendValue(\"given\", new[] { 1, 2 }, targetKernelName: \"csharp\"));");
        Assert.Equal("2", (await kernel.Client.RunAsync("given.Length")).Result);

        var read = "Kernel.Root.FindKernelByName(\"csharp\").TryGetValue<int[]>(\"given\", out var found) ? found[1] : 0";
        Assert.Equal("2", (await kernel.Client.RunAsync(read)).Result);
    }

    [Fact]
    public async Task Several_inputs_are_asked_one_after_another()
    {
        var id = await kernel.Client.BeginAsync(
            "var answers = await GetInputsAsync(new[] { new InputDescription(\"who\"), new InputDescription(\"key\", \"Your key\", \"password\") });\nanswers[\"who\"] + answers[\"key\"]", allowStdin: true);
        Assert.Equal("who", (await kernel.Client.AnswerAsync("a")).GetProperty("prompt").GetString());
        Assert.True((await kernel.Client.AnswerAsync("b")).GetProperty("password").GetBoolean());

        Assert.Equal("ab", (await kernel.Client.EndAsync(id)).Result);
    }

    [Fact]
    public async Task Code_that_is_offered_as_the_next_cell_comes_with_the_reply()
    {
        var run = await kernel.Client.RunAsync(Commands + "await Kernel.Root.SendAsync(new SendEditableCode(\"markdown\", \"# Next\"));");

        var payload = run.Reply.GetProperty("payload")[0];
        Assert.Equal(("set_next_input", "#!markdown\n# Next"), (payload.GetProperty("source").GetString(), payload.GetProperty("text").GetString()));
    }
}
