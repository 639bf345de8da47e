using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Sharing;

[Collection(SharedKernelTests.Name)]
public sealed class ShareTests(SharedKernel kernel)
{
    [Theory]
    [InlineData("#!value --name shared\nline 1\n#!anything\nline 2", "#!share --from value shared\nshared", "line 1\n#!anything\nline 2")]
    [InlineData("#!value --name shared --from-value \"in quotes\"", "#!share shared --from value\nshared", "in quotes")]
    [InlineData("#!value --name shared --mime-type application/json\n{\"a\":[1,2]}", "#!share --from value --name shared\nshared.RootElement.GetProperty(\"a\")[1].GetInt32()", "2")]
    [InlineData("#!value --name shared --mime-type application/json\n7", "#!share --from value shared --as seven\nseven + 1", "8")]
    [InlineData("#!value --name shared --mime-type application/json\n7", "#!share --from value shared --mime-type text/plain --as seven\nseven + 1", "71")]
    [InlineData("var shared = new[] { 1, 2 };", "#!set --name copy --value @csharp:shared\ncopy.RootElement.GetArrayLength()", "2")]
    [InlineData("var shared = new[] { 1, 2 };", "#!set --name same --value @csharp:shared --byref\nobject.ReferenceEquals(same, shared)", "True")]
    [InlineData("record Own(int A, string B); var shared = new Own(1, \"x\");", "#!set --name like --value @csharp:shared --byref\nlike.B", "x")]
    [InlineData("var shared = (1, \"x\");", "#!set --name tuple --value @csharp:shared --byref\ntuple.Item2", "x")]
    [InlineData("int? shared = null;", "#!set --name none --value @csharp:shared --byref\nnone is null", "True")]
    [InlineData("1", "#!set --name text --value \"hello\"\ntext", "\"hello\"")]
    [InlineData("1", "#!set --name text --value {\"a\":1}\ntext", "{\"a\":1}")]
    [InlineData("1", "#!set --name text --value plain\ntext", "plain")]
    [InlineData("1", "#!set --name @odd --value plain", null)]
    public async Task Value_arrives_where_it_was_shared(string there, string here, string? expected)
    {
        await kernel.Client.RunAsync(there);

        var run = await kernel.Client.RunAsync(here);
        Assert.True(expected is null == (run.Status == "error"), string.Join('\n', run.Outputs));
        Assert.Equal(expected, run.Status == "ok" ? run.Result : null);
    }

    [Fact]
    public async Task Value_cell_echoes_what_it_keeps()
    {
        var run = await kernel.Client.RunAsync("#!value --name echoed --mime-type text/html\n<b>x</b>");

        Assert.Equal("<b>x</b>", CellRun.Data(Assert.Single(run.Displays()), "text/html"));
    }

    [Fact]
    public async Task Value_from_a_file_is_its_text()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "from a file\n");
        await kernel.Client.RunAsync($"#!value --name read --from-file \"{file}\"");
        File.Delete(file);

        Assert.Equal("from a file\n", (await kernel.Client.RunAsync("#!share --from value read\nread")).Result);
    }

    [Fact]
    public async Task Value_that_is_not_there_is_told_and_the_cell_goes_on()
    {
        var run = await kernel.Client.RunAsync("#!share --from value nowhere\n1");

        Assert.Equal("ok", run.Status);
        Assert.Equal("Value 'nowhere' not found in kernel value\n", run.Stream("stderr"));
        Assert.Equal("1", run.Result);
    }

    [Theory]
    [InlineData("@input", "Please enter a value for --value", false)]
    [InlineData("@input:\"How old?\"", "How old?", false)]
    [InlineData("@password:key", "key", true)]
    [InlineData("@input:{\"prompt\":\"Which?\",\"type\":\"password\"}", "Which?", true)]
    public async Task Value_is_asked_of_the_user(string value, string prompt, bool isPassword)
    {
        var id = await kernel.Client.BeginAsync($"#!set --name answer --value {value}\n(string)answer", allowStdin: true);
        var asked = await kernel.Client.AnswerAsync("@csharp:answer");

        Assert.Equal(prompt, asked.GetProperty("prompt").GetString());
        Assert.Equal(isPassword, asked.GetProperty("password").GetBoolean());
        Assert.Equal("@csharp:answer", (await kernel.Client.EndAsync(id)).Result);
    }
}
