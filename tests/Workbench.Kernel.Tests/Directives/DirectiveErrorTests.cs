using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Directives;

/// <summary>Codes, places and texts of directives' errors, and that nothing of a cell runs when there is one.</summary>
[Collection(SharedKernelTests.Name)]
public sealed class DirectiveErrorTests(SharedKernel kernel)
{
    [Theory]
    [InlineData("#!nope", "(1,1): error DNI101: Unknown magic command '#!nope'")]
    [InlineData("1\n#!nope --x y", "(2,1): error DNI101: Unknown magic command '#!nope'")]
    [InlineData("#!share --from fsharp x --foo 1", "(1,25): error DNI103: Unrecognized parameter name '--foo'")]
    [InlineData("#!share x", "(1,1): error DNI104: Missing required parameter '--from'")]
    [InlineData("#!share --from", "(1,9): error DNI104: Missing value for parameter '--from'")]
    [InlineData("#!set --name x", "(1,1): error DNI104: Missing required parameter '--value'")]
    [InlineData("#!value\ntext", "(1,1): error DNI104: Missing required parameter '--name'")]
    [InlineData("#!share --from fsharp x --as a --as b", "(1,37): error DNI105: A maximum of 1 occurrences are allowed for named parameter '--as'")]
    [InlineData("#!set --name x --value {\"a\":c}", "(1,24): error DNI106: Invalid JSON: 'c' is an invalid start of a value.")]
    [InlineData("#!set --name x --value @input:{\"prompt\"}", "(1,24): error DNI106: Invalid JSON: '}' is invalid after a property name. Expected a ':'.")]
    [InlineData("#!set --name x --value @csharp:nowhere", "(1,24): error DNI202: Value 'nowhere' not found in kernel csharp")]
    [InlineData("#!set --name x --value @nobody:x", "(1,24): error DNI202: Kernel 'nobody' not found.")]
    [InlineData("#!set --name x --value @input", "(1,24): error DNI204: Input prompt is not supported")]
    [InlineData("#!value --name a --from-url http://x --from-file f", "(1,50): error DNI205: The --from-url and --from-file options cannot be used together.")]
    [InlineData("#!value --name a --from-url http://x --from-value v", "(1,51): error DNI206: The --from-url and --from-value options cannot be used together.")]
    [InlineData("#!value --name a --from-file f --from-value v", "(1,45): error DNI207: The --from-value and --from-file options cannot be used together.")]
    [InlineData("#!value --name a --from-file f\ntext", "(1,30): error DNI208: The --from-file option cannot be used in combination with a content submission.")]
    [InlineData("#!value --name a --from-url http://x\ntext", "(1,29): error DNI209: The --from-url option cannot be used in combination with a content submission.")]
    [InlineData("#!set --name x --value @csharp:y --byref --mime-type text/html", "(1,54): error DNI303: The --mime-type and --byref options cannot be used together.")]
    [InlineData("#!import nowhere.ipynb", "(1,10): error DNI211: There is no file 'nowhere.ipynb'")]
    [InlineData("#!connect nothing --kernel-name n", "(1,11): error DNI101: Unknown magic command '#!connect nothing'. Known: ")]
    [InlineData("#!connect --kernel-name n sqlite c", "(1,11): error DNI107: Parameters must appear after subcommands.")]
    [InlineData("#!connect sqlite c", "(1,1): error DNI104: Missing required parameter '--kernel-name'")]
    [InlineData("#!connect", "(1,1): error DNI104: Missing what to connect: ")]
    [InlineData("#!import", "(1,1): error DNI104: Missing required parameter '--file'")]
    [InlineData("#!who\n#!html\n#!whos", "(3,1): error DNI211: The language 'html' has no variables.")]
    public async Task Directive_that_is_wrong_is_told_with_code_and_place(string code, string expected)
    {
        var run = await kernel.Client.RunAsync(code);

        Assert.Equal("error", run.Status);
        Assert.StartsWith(expected, run.Error.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cell_with_a_wrong_directive_runs_not_at_all()
    {
        await kernel.Client.RunAsync("var untouched = 1;");
        var run = await kernel.Client.RunAsync("untouched = 2;\n#!html\n<b>no</b>\n#!nope");

        Assert.Empty(run.Displays());
        Assert.Equal("1", (await kernel.Client.RunAsync("untouched")).Result);
    }

    [Fact]
    public async Task Cell_with_several_mistakes_names_all_of_them()
    {
        var run = await kernel.Client.RunAsync("#!nope\n#!share x");

        Assert.Contains(run.Error.Traceback, line => line.StartsWith("(1,1): error DNI101", StringComparison.Ordinal));
        Assert.Contains(run.Error.Traceback, line => line.StartsWith("(2,1): error DNI104", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("#nullable enable\n1", "1")]
    [InlineData("#region a\n2\n#endregion", "2")]
    [InlineData("#if DEBUG\n#else\n3\n#endif", "3")]
    [InlineData("# !x\n", null)]
    public async Task Other_lines_with_a_hash_are_the_languages_own(string code, string? expected) =>
        Assert.Equal(expected, (await kernel.Client.RunAsync(code)) is { Status: "ok" } run ? run.Result : null);
}
