using System.Text.Json;
using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Messages;

/// <summary>Editors' requests go to the language at the cursor, and directives are completed from their data.</summary>
[Collection(SharedKernelTests.Name)]
public sealed class EditorTests(SharedKernel kernel)
{
    [Theory]
    [InlineData("#!sha|", "#!share", 0)]
    [InlineData("#!wh|", "#!who,#!whos", 0)]
    [InlineData("#!ma|", "#!markdown", 0)]
    [InlineData("1\n#!fs|\n2", "#!fsharp", 2)]
    [InlineData("#!share --f|", "--from", 8)]
    [InlineData("#!share --from csh|", "csharp", 15)]
    [InlineData("#!share --from csharp |", "--name,--as,--mime-type", 22)]
    [InlineData("#!set --name x --value @csharp:edit|", "@csharp:editorsOwn", 23)]
    [InlineData("#!set --name x --value @pass|", "@password", 23)]
    [InlineData("#!value --mime-type text/|", "text/csv,text/html,text/plain", 20)]
    [InlineData("#!value --name a |", "--from-file,--from-url,--from-value,--mime-type", 17)]
    [InlineData("#!html\n<b>\n#!csharp\nConsole.WriteL|", "WriteLine", 28)]
    [InlineData("#!html\nConsole.Wri|", "", 18)]
    public async Task Complete_knows_where_the_cursor_is(string marked, string expected, int start)
    {
        await kernel.Client.RunAsync("var editorsOwn = 1;");
        var reply = await AskAsync("complete_request", marked);

        var matches = reply.GetProperty("matches").EnumerateArray().Select(match => match.GetString()).ToArray();
        Assert.Subset(matches.ToHashSet()!, expected.Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet());
        Assert.True(expected.Length > 0 || matches.Length == 0);
        Assert.Equal(start, reply.GetProperty("cursor_start").GetInt32());
    }

    [Fact]
    public async Task Complete_follows_the_language_of_the_metadata()
    {
        var reply = await kernel.Client.AskAsync("complete_request", new { code = "Console.Wri", cursor_pos = 11 }, KernelClient.LanguageMetadata("mermaid"));

        Assert.Empty(reply.GetProperty("matches").EnumerateArray());
    }

    [Fact]
    public async Task Inspect_explains_directives()
    {
        var data = (await AskAsync("inspect_request", "#!share --fr|om csharp x")).GetProperty("data");

        Assert.Contains("--from", data.GetProperty("text/plain").GetString(), StringComparison.Ordinal);
        Assert.Contains("`--mime-type`", data.GetProperty("text/markdown").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!html\n<b>", "complete")]
    [InlineData("#!html\n<b>\n#!csharp\nfor (;;) {", "incomplete")]
    [InlineData("#!time\n1 + 1", "complete")]
    [InlineData("#!nope", "invalid")]
    public async Task Is_complete_asks_the_language_of_the_last_part(string code, string expected) =>
        Assert.Equal(expected, (await kernel.Client.AskAsync("is_complete_request", new { code })).GetProperty("status").GetString());

    [Fact]
    public async Task Diagnostics_name_wrong_directives_with_their_place()
    {
        var reply = await kernel.Client.AskAsync("workbench_diagnostics_request", new { code = "\"😀\"\n#!share x" });

        var wrong = reply.GetProperty("diagnostics").EnumerateArray().Single(one => one.GetProperty("code").GetString() == "DNI104");
        Assert.Equal((4, 13, "error"), (wrong.GetProperty("start").GetInt32(), wrong.GetProperty("end").GetInt32(), wrong.GetProperty("severity").GetString()));
    }

    [Fact]
    public async Task Variables_come_with_language_type_shape_and_preview()
    {
        await kernel.Client.RunAsync("var shownList = new[] { 1.5, 2.5 };\n#!value --name shownText\nsome text");
        var variables = (await kernel.Client.AskAsync("workbench_variables_request", new { })).GetProperty("variables").EnumerateArray().ToArray();

        var list = variables.Single(one => one.GetProperty("name").GetString() == "shownList");
        Assert.Equal(("csharp", "double[]", "2", "[ 1.5, 2.5 ]"), (list.GetProperty("language").GetString(), list.GetProperty("type").GetString(), list.GetProperty("shape").GetString(), list.GetProperty("preview").GetString()));
        var text = variables.Single(one => one.GetProperty("name").GetString() == "shownText");
        Assert.Equal(("value", "some text"), (text.GetProperty("language").GetString(), text.GetProperty("preview").GetString()));
        Assert.Equal(JsonValueKind.Null, text.GetProperty("shape").ValueKind);
    }

    [Fact]
    public async Task Signature_outside_of_a_call_is_an_empty_list() =>
        Assert.Empty((await AskAsync("workbench_signature_request", "1 + |")).GetProperty("signatures").EnumerateArray());

    private Task<JsonElement> AskAsync(string msgType, string marked)
    {
        var code = marked.Replace("|", "", StringComparison.Ordinal);
        return kernel.Client.AskAsync(msgType, new { code, cursor_pos = marked.IndexOf('|', StringComparison.Ordinal), detail_level = 0 });
    }
}
