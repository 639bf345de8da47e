using System.Text.Json.Nodes;
using Workbench.Notebooks.Contents;
using Workbench.Notebooks.Documents;
using Workbench.Server.Tests.Hosting;

namespace Workbench.Server.Tests.Samples;

public sealed class SampleTests(ServerWithSample fixture) : IClassFixture<ServerWithSample>
{
    private readonly RunningServer server = fixture.Server;

    private static object Draft(string path, string title = "Survival curves") => new
    {
        path, title, teaches = "Draw a Kaplan-Meier curve", cohorts = new[] { "lung" }, languages = new[] { "C#" }, minutes = 20,
    };

    [Fact]
    public async Task Product_sample_opens_as_a_private_copy_that_remembers_its_edition_and_overwrites_nothing()
    {
        var researcher = await server.SignInAsync("researcher");
        var sample = (await researcher.GetAsync("samples")).Ok.EnumerateArray().First();
        Assert.Equal(("01-first-look", "First look", 3, "none"), (
            sample.GetProperty("id").GetString(), sample.GetProperty("title").GetString(), sample.GetProperty("edition").GetInt32(),
            sample.GetProperty("cohorts")[0].GetProperty("access").GetString()));

        var first = (await researcher.PostAsync("samples/01-first-look/open")).Ok.GetProperty("path").GetString()!;
        var second = (await researcher.PostAsync("samples/01-first-look/open")).Ok.GetProperty("path").GetString()!;

        Assert.Equal("01-first-look.ipynb", first);
        Assert.NotEqual(first, second);
        Assert.Equal("""{"id":"01-first-look","edition":3}""", Read("researcher", first).Metadata!["workbench"]!["sample"]!.ToJsonString());
        Assert.Equal("sample-unknown", (await researcher.PostAsync("samples/01-first-look/withdraw")).Code);
    }

    [Fact]
    public async Task Sample_is_published_without_outputs_updated_withdrawn_and_copies_stay()
    {
        var instructor = await server.SignInAsync("instructor");
        var researcher = await server.SignInAsync("researcher");
        Put("instructor", "lesson.ipynb", "\"edition one\"");

        var sample = (await instructor.PostAsync("samples", Draft("lesson.ipynb"))).Ok;
        var id = sample.GetProperty("id").GetString()!;
        Assert.Equal((1, true, "Demo Instructor"), (sample.GetProperty("edition").GetInt32(), sample.GetProperty("mine").GetBoolean(), sample.GetProperty("author").GetString()));
        var copy = (await researcher.PostAsync($"samples/{id}/open")).Ok.GetProperty("path").GetString()!;
        Assert.Equal("survival-curves.ipynb", copy);
        var text = Read("researcher", copy).Root.ToJsonString();
        Assert.Contains("edition one", text, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET-OUTPUT", text, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET-WIDGET", text, StringComparison.Ordinal);
        Assert.Contains("SECRET-OUTPUT", Read("instructor", "lesson.ipynb").Root.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await CopiedAsync(researcher, copy)).GetProperty("newerEdition").ValueKind);

        Put("instructor", "lesson-2.ipynb", "\"edition two\"");
        Assert.Equal("not-allowed", (await researcher.SendAsync(HttpMethod.Put, $"samples/{id}", Draft("x.ipynb"))).Code);
        var updated = (await instructor.SendAsync(HttpMethod.Put, $"samples/{id}", Draft("lesson-2.ipynb", "Survival curves, again"))).Ok;
        Assert.Equal(2, updated.GetProperty("edition").GetInt32());
        Assert.Equal((1, 2), (
            (await CopiedAsync(researcher, copy)).GetProperty("edition").GetInt32(), (await CopiedAsync(researcher, copy)).GetProperty("newerEdition").GetInt32()));
        Assert.Contains("edition one", Read("researcher", copy).Root.ToJsonString(), StringComparison.Ordinal);

        Assert.Equal("not-allowed", (await researcher.PostAsync($"samples/{id}/withdraw")).Code);
        Assert.Equal(204, (await instructor.PostAsync($"samples/{id}/withdraw")).Status);
        Assert.Equal((404, "sample-unknown"), ((await researcher.PostAsync($"samples/{id}/open")).Status, (await researcher.PostAsync($"samples/{id}/open")).Code));
        Assert.Contains("edition one", Read("researcher", copy).Root.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(id, (await researcher.GetAsync("samples")).Text, StringComparison.Ordinal);

        var steward = await server.SignInAsync("steward");
        var kinds = (await steward.GetAsync("audit?person=instructor&limit=100")).Ok.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("kind").GetString()).ToList();
        Assert.Contains("sample-published", kinds);
        Assert.Contains("sample-updated", kinds);
        Assert.Contains("sample-withdrawn", kinds);
    }

    [Fact]
    public async Task Publishing_keeps_what_the_author_wrote_and_what_runs_it_and_nothing_that_data_left()
    {
        var instructor = await server.SignInAsync("instructor");
        PutText("instructor", "rich.ipynb", """
            {
              "nbformat": 4, "nbformat_minor": 5, "SECRET-ROOT": 1,
              "metadata": {
                "kernelspec": {"name": ".net-csharp", "display_name": ".NET (C#)", "language": "C#", "env": "SECRET-ENV"},
                "language_info": {"name": "C#", "codemirror_mode": {"x": "SECRET-MODE"}},
                "polyglot_notebook": {"kernelInfo": {"defaultKernelName": "csharp", "items": [{"name": "csharp", "languageName": "csharp", "aliases": ["c#"], "more": "SECRET-ITEM"}]}},
                "widgets": {"state": "SECRET-WIDGET"}, "papermill": {"parameters": {"patient": "SECRET-PARAMETER"}}, "workbench": {"note": "SECRET-NOTE"}
              },
              "cells": [
                {"cell_type": "markdown", "id": "m1", "metadata": {"tags": ["intro"]}, "source": "# Written", "attachments": {"a.png": {"image/png": "SECRET-ATTACHMENT"}}},
                {"cell_type": "code", "id": "c1", "execution_count": 3, "source": "1 + 1",
                 "metadata": {"polyglot_notebook": {"kernelName": "csharp", "last": "SECRET-LAST"}, "jupyter": {"source_hidden": true}, "vscode": {"x": "SECRET-VSCODE"}, "data": ["SECRET-CELL"]},
                 "outputs": [{"output_type": "stream", "name": "stdout", "text": "SECRET-OUTPUT"}]}
              ]
            }
            """);

        var id = (await instructor.PostAsync("samples", Draft("rich.ipynb", "Rich"))).Ok.GetProperty("id").GetString()!;
        var copy = Read("instructor", (await instructor.PostAsync($"samples/{id}/open")).Ok.GetProperty("path").GetString()!);

        Assert.DoesNotContain("SECRET", copy.Root.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(server.Folder.Samples, id), "*.ipynb").Single()), StringComparison.Ordinal);
        Assert.Equal((".net-csharp", "C#"), (copy.KernelName, copy.Language));
        Assert.Equal("""{"kernelInfo":{"defaultKernelName":"csharp","items":[{"name":"csharp","languageName":"csharp","aliases":["c#"]}]}}""", copy.Metadata!["polyglot_notebook"]!.ToJsonString());
        Assert.Equal(["""{"tags":["intro"]}""", """{"jupyter":{"source_hidden":true},"polyglot_notebook":{"kernelName":"csharp"}}"""], copy.Root["cells"]!.AsArray()
            .Select(cell => new JsonObject(cell!["metadata"]!.AsObject().OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone()))).ToJsonString()));
        Assert.Contains("# Written", copy.Root.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing.ipynb", "T", 5, "C#", "lung", 404, "notebook-unknown")]
    [InlineData("../steward/x.ipynb", "T", 5, "C#", "lung", 400, "invalid")]
    [InlineData("faulty.ipynb", "", 5, "C#", "lung", 400, "invalid")]
    [InlineData("faulty.ipynb", "T", 0, "C#", "lung", 400, "invalid")]
    [InlineData("faulty.ipynb", "T", 5, "", "lung", 400, "invalid")]
    [InlineData("faulty.ipynb", "T", 5, "C#", "none", 404, "cohort-unknown")]
    public async Task Publishing_with_a_fault_is_refused_and_nothing_appears(
        string path, string title, int minutes, string language, string cohort, int status, string code)
    {
        var instructor = await server.SignInAsync("instructor");
        Put("instructor", "faulty.ipynb", "\"x\"");

        var reply = await instructor.PostAsync("samples", new { path, title, teaches = "Never seen", cohorts = new[] { cohort }, languages = new[] { language }, minutes });

        Assert.Equal((status, code), (reply.Status, reply.Code));
        Assert.DoesNotContain("Never seen", (await instructor.GetAsync("samples")).Text, StringComparison.Ordinal);
    }

    private static async Task<System.Text.Json.JsonElement> CopiedAsync(Browser person, string path) =>
        (await person.GetAsync("notebooks")).Ok.EnumerateArray().Single(one => one.GetProperty("path").GetString() == path).GetProperty("sample");

    private NotebookDocument Read(string person, string path) =>
        server.Get<WorkspaceStore>().For(person).ReadNotebook(ContentsPath.Parse(path).Value).Value;

    private void Put(string person, string name, string source) =>
        PutText(person, name, ServerWithSample.Notebook(source, """{"widgets": {"state": "SECRET-WIDGET"}}"""));

    private void PutText(string person, string name, string text)
    {
        Assert.True(NotebookDocument.TryRead(System.Text.Encoding.UTF8.GetBytes(text), out var notebook, out var problem), problem);
        Assert.True(server.Get<WorkspaceStore>().For(person).CreateNotebook(ContentsPath.Root, name, notebook).Succeeded(out _, out var refusal), refusal?.Message);
    }
}

/// <summary>A running server with one product sample.</summary>
public sealed class ServerWithSample : IAsyncLifetime
{
    private readonly string product = Directory.CreateTempSubdirectory("wb-samples-").FullName;

    public RunningServer Server { get; } = new();

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(product, "01-first-look.ipynb"), Notebook("\"built in\"", """
            {"workbench": {"sample": {"title": "First look", "teaches": "Open a cohort", "cohorts": ["lung"], "languages": ["C#"], "minutes": 10, "edition": 3}}}
            """));
        Server.Settings["Server:SampleNotebooks"] = product;
        await Server.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(product, recursive: true);
    }

    internal static string Notebook(string source, string metadata) => $$"""
        {
          "nbformat": 4, "nbformat_minor": 5, "metadata": {{metadata}},
          "cells": [{"cell_type": "code", "id": "c1", "metadata": {}, "execution_count": 7, "source": {{JsonValue.Create(source)!.ToJsonString()}},
            "outputs": [{"output_type": "stream", "name": "stdout", "text": "SECRET-OUTPUT"}]}]
        }
        """;
}
