using System.Text.Json;
using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.CSharp;

/// <summary>What the editor is told about C#; the cursor is the <c>|</c> in the code.</summary>
[Collection(SharedKernelTests.Name)]
public sealed class CSharpEditorTests(SharedKernel kernel)
{
    [Theory]
    [InlineData("Math.Max(|", "int Math.Max(int val1, int val2)", 0)]
    [InlineData("Math.Max(1, |)", "double Math.Max(double val1, double val2)", 1)]
    [InlineData("\"a\".Substring(1, |", "string string.Substring(int startIndex, int length)", 1)]
    [InlineData("new List<int>(|)", "List<int>.List(int capacity)", 0)]
    [InlineData("Console.WriteLine(string.Join(\",\", |", "string string.Join<T>(string separator, IEnumerable<T> values)", 1)]
    public async Task Signature_help_lists_the_overloads_and_the_parameter_at_hand(string marked, string expected, int parameter)
    {
        var reply = await AskAsync("workbench_signature_request", marked);

        var labels = reply.GetProperty("signatures").EnumerateArray().Select(one => one.GetProperty("label").GetString()!.Replace("?", "", StringComparison.Ordinal));
        Assert.Contains(expected, labels);
        Assert.Equal(parameter, reply.GetProperty("active_parameter").GetInt32());
    }

    [Fact]
    public async Task Signature_help_knows_the_methods_of_earlier_cells()
    {
        await kernel.Client.RunAsync("/// <summary>Adds them.</summary>\nint AddThem(int left, int right) => left + right;");

        var reply = await AskAsync("workbench_signature_request", "AddThem(1, |");

        Assert.Contains("AddThem(int left, int right)", reply.GetProperty("signatures")[0].GetProperty("label").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int x = \"a\";", "CS0029", 0, 8)]
    [InlineData("var a = 1;\nnowhere(a);", "CS0103", 1, 0)]
    [InlineData("if (true", "CS1026", 0, 8)]
    public async Task Diagnosis_finds_mistakes_while_code_is_typed(string code, string id, int line, int column)
    {
        var found = (await kernel.Client.AskAsync("workbench_diagnostics_request", new { code })).GetProperty("diagnostics").EnumerateArray().First();

        Assert.Equal(id, found.GetProperty("code").GetString());
        Assert.Equal("error", found.GetProperty("severity").GetString());
        Assert.Equal(Offset(code, line, column), Start(found, code));
    }

    [Theory]
    [InlineData("1 + 1")]
    [InlineData("await Task.Delay(1);\nConsole.WriteLine(2)")]
    [InlineData("var frame = Frame.FromColumns(new Dictionary<string, Series<int, double>>());")]
    public async Task Diagnosis_is_silent_about_right_code(string code) =>
        Assert.Empty((await kernel.Client.AskAsync("workbench_diagnostics_request", new { code })).GetProperty("diagnostics").EnumerateArray());

    [Theory]
    [InlineData("Console.|", "WriteLine", "for")]
    [InlineData("\"text\".Sub|", "Substring", "SubscribeToText")]
    [InlineData("Mat|", "Math", "WriteLine")]
    public async Task Completion_gives_what_can_stand_there_as_it_is_inserted(string marked, string expected, string absent)
    {
        var reply = await AskAsync("complete_request", marked);

        var matches = reply.GetProperty("matches").EnumerateArray().Select(one => one.GetString()!).ToList();
        Assert.Contains(expected, matches);
        Assert.DoesNotContain(absent, matches);
        Assert.DoesNotContain(matches, match => match.Contains('$', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Inspection_shows_the_documentation_of_a_library()
    {
        var reply = await AskAsync("inspect_request", "Cohorts.Op|en");

        Assert.True(reply.GetProperty("found").GetBoolean());
        Assert.Contains("Cohort", reply.GetProperty("data").GetProperty("text/plain").GetString(), StringComparison.Ordinal);
        Assert.Contains('\n', reply.GetProperty("data").GetProperty("text/plain").GetString()!);
    }

    private Task<JsonElement> AskAsync(string request, string marked)
    {
        var position = marked.IndexOf('|', StringComparison.Ordinal);
        return kernel.Client.AskAsync(request, new { code = marked.Remove(position, 1), cursor_pos = position, detail_level = 0 });
    }

    private static int Offset(string code, int line, int column) => string.Join('\n', code.Split('\n').Take(line)).Length + (line > 0 ? 1 : 0) + column;

    private static int Start(JsonElement diagnostic, string code) => diagnostic.GetProperty("start").ValueKind == JsonValueKind.Number
        ? diagnostic.GetProperty("start").GetInt32()
        : Offset(code, diagnostic.GetProperty("start").GetProperty("line").GetInt32(), diagnostic.GetProperty("start").GetProperty("column").GetInt32());
}
