using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Workbench.Server.Tests.Jupyter;

public sealed class ContentsApiTests : IAsyncLifetime
{
    private JupyterHost host = null!;
    private HttpClient ada = null!;

    public async Task InitializeAsync()
    {
        host = await JupyterHost.StartAsync(settings: new() { ["Jupyter:MaxContentsBodyBytes"] = "1048576" });
        ada = host.ClientOf("ada");
        await host.OpenNotebookAsync("ada", "a.ipynb", "1");
        await PutAsync("/api/contents/dir", """{"type":"directory"}""");
        await PutAsync("/api/contents/dir/t.txt", """{"type":"file","format":"text","content":"text"}""");
    }

    public async Task DisposeAsync()
    {
        ada.Dispose();
        await host.DisposeAsync();
    }

    public static TheoryData<string, string, string?, int> Calls() => new()
    {
        { "GET", "/api/contents", null, 200 },
        { "GET", "/api/contents/?content=1&1732400000000", null, 200 },
        { "GET", "/api/contents/a.ipynb?type=notebook&content=1&hash=1&contentProviderId=undefined&1732400000000", null, 200 },
        { "GET", "/api/contents/none.ipynb", null, 404 },
        { "GET", "/api/contents/a.ipynb?type=directory", null, 400 },
        { "GET", "/api/contents/a.ipynb?type=secret", null, 400 },
        { "GET", "/api/contents/dir/../../../etc/passwd", null, 404 },
        { "GET", "/api/contents/%2e%2e/%2e%2e/etc/passwd", null, 404 },
        { "GET", "/api/contents/..%2f..%2fetc%2fpasswd", null, 400 },
        { "GET", "/api/contents/%2fetc%2fpasswd", null, 400 },
        { "GET", "/api/contents/dir%5c..%5c..%5ceve", null, 400 },
        { "GET", "/api/contents/.checkpoints/a.ipynb", null, 400 },
        { "GET", "/api/contents/dir/%00", null, 400 },
        { "GET", "/files/a.ipynb", null, 404 },
        { "GET", "/api/contents/a.ipynb/checkpoints", null, 200 },
        { "GET", "/api/contents/none/checkpoints", null, 404 },
        { "PUT", "/api/contents/b.ipynb", """{"type":"notebook","format":"json","content":{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[]}}""", 201 },
        { "PUT", "/api/contents/dir/t.txt", """{"type":"file","format":"text","content":"new"}""", 200 },
        { "PUT", "/api/contents/b.ipynb", """{"type":"notebook","content":{"nbformat":4""", 400 },
        { "PUT", "/api/contents/b.ipynb", """["type","notebook"]""", 400 },
        { "PUT", "/api/contents/b.ipynb", """{"type":"notebook","content":"text"}""", 400 },
        { "PUT", "/api/contents/b.txt", """{"type":"file","content":{"a":1}}""", 400 },
        { "PUT", "/api/contents/b.txt", """{"type":"file","content":"x","chunk":"one"}""", 400 },
        { "PUT", "/api/contents/b.txt", """{"type":"file","content":"x","chunk":7}""", 400 },
        { "PUT", "/api/contents/none/b.txt", """{"type":"file","content":"x"}""", 404 },
        { "PUT", "/api/contents/.bashrc", """{"type":"file","content":"x"}""", 400 },
        { "PUT", "/api/contents/b.txt", """{"type":"file","content":"x","type":"notebook"}""", 400 },
        { "POST", "/api/contents", """{"type":"notebook"}""", 201 },
        { "POST", "/api/contents/dir", """{"ext":".txt","type":"file"}""", 201 },
        { "POST", "/api/contents", "", 201 },
        { "POST", "/api/contents", """{"copy_from":"a.ipynb"}""", 201 },
        { "POST", "/api/contents", """{"copy_from":"../eve/a.ipynb"}""", 400 },
        { "POST", "/api/contents", """{"type":"device"}""", 400 },
        { "POST", "/api/contents", """{"ext":"/../../x","type":"file"}""", 400 },
        { "POST", "/api/contents/none", """{"type":"notebook"}""", 404 },
        { "POST", "/api/contents/a.ipynb/checkpoints", "", 201 },
        { "POST", "/api/contents/a.ipynb/checkpoints/never", "", 404 },
        { "PATCH", "/api/contents/a.ipynb", """{"path":"dir/renamed.ipynb"}""", 200 },
        { "PATCH", "/api/contents/a.ipynb", """{"path":"../eve/stolen.ipynb"}""", 400 },
        { "PATCH", "/api/contents/a.ipynb", """{"path":"dir/t.txt"}""", 409 },
        { "PATCH", "/api/contents/a.ipynb", "{}", 400 },
        { "DELETE", "/api/contents/dir/t.txt", null, 204 },
        { "DELETE", "/api/contents/dir", null, 400 },
        { "DELETE", "/api/contents", null, 400 },
        { "DELETE", "/api/contents/none", null, 404 },
        { "DELETE", "/api/contents/a.ipynb/checkpoints", null, 405 },
    };

    /// <summary>Bodies are sent as text/plain, as Jupyter's own client library does.</summary>
    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Call_answers_with_its_exact_status(string method, string address, string? body, int status)
    {
        var before = Files();
        using var request = new HttpRequestMessage(new HttpMethod(method), host.Address.GetLeftPart(UriPartial.Authority) + address);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "text/plain");

        using var response = await ada.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        if (status >= 400)
        {
            Assert.Equal(before, Files());
        }

        // What the web server itself refuses (a zero byte, a path above the root) never reaches this API.
        if (status >= 400 && response.Content.Headers.ContentType?.MediaType == "application/json")
        {
            var error = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
            Assert.NotEmpty((string)error["message"]!);
            Assert.NotEmpty((string)error["reason"]!);
        }
        else if (status >= 400)
        {
            Assert.Contains(address, (string[])["/api/contents/dir/../../../etc/passwd", "/api/contents/%2e%2e/%2e%2e/etc/passwd", "/api/contents/dir/%00", "/files/a.ipynb"]);
        }
    }

    [Fact]
    public async Task Get_notebook_gives_the_whole_model_with_joined_texts()
    {
        var model = (await ada.GetFromJsonAsync<JsonObject>("/api/contents/a.ipynb?type=notebook&content=1&hash=1"))!;
        Assert.Equal(
            ["content", "created", "format", "hash", "hash_algorithm", "last_modified", "mimetype", "name", "path", "size", "type", "writable"],
            model.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.Equal(("json", "notebook", "1", "sha256"), ((string?)model["format"], (string?)model["type"], (string?)model["content"]!["cells"]![0]!["source"], (string?)model["hash_algorithm"]));
        Assert.Matches(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z\z", (string?)model["last_modified"]);
    }

    [Fact]
    public async Task Other_person_finds_nothing_of_it()
    {
        using var eve = host.ClientOf("eve");
        Assert.Equal(HttpStatusCode.NotFound, (await eve.GetAsync("/api/contents/a.ipynb")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await eve.DeleteAsync("/api/contents/a.ipynb")).StatusCode);
        Assert.Empty((await eve.GetFromJsonAsync<JsonNode>("/api/contents"))!["content"]!.AsArray());
    }

    [Fact]
    public async Task Put_larger_than_the_limit_is_413_and_changes_nothing()
    {
        var before = Files();
        using var response = await PutAsync("/api/contents/dir/t.txt", $$"""{"type":"file","format":"text","content":"{{new string('x', 1 << 20)}}"}""");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task Put_with_the_hash_of_an_older_version_is_409_and_keeps_both()
    {
        var seen = (string)(await ada.GetFromJsonAsync<JsonNode>("/api/contents/dir/t.txt?content=0&hash=1"))!["hash"]!;
        await PutAsync("/api/contents/dir/t.txt", """{"type":"file","format":"text","content":"theirs"}""");

        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/contents/dir/t.txt") { Content = new StringContent("""{"type":"file","format":"text","content":"mine"}""") };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{seen}\""));
        using var response = await ada.SendAsync(request);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        var error = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal("conflict", (string?)error["reason"]);
        Assert.Equal("theirs", await TextOf("dir/t.txt"));
        Assert.Equal("mine", await TextOf((string)error["kept"]!));
    }

    [Fact]
    public async Task Checkpoint_restored_brings_the_content_back()
    {
        using var made = await ada.PostAsync("/api/contents/dir/t.txt/checkpoints", null);
        var id = (string)(await made.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
        await PutAsync("/api/contents/dir/t.txt", """{"type":"file","format":"text","content":"spoilt"}""");

        using var restored = await ada.PostAsync($"/api/contents/dir/t.txt/checkpoints/{id}", null);

        Assert.Equal(HttpStatusCode.NoContent, restored.StatusCode);
        Assert.Equal("text", await TextOf("dir/t.txt"));
    }

    private Task<HttpResponseMessage> PutAsync(string address, string body) => ada.PutAsync(address, new StringContent(body));

    private async Task<string> TextOf(string path) =>
        (string)(await ada.GetFromJsonAsync<JsonNode>("/api/contents/" + string.Join('/', path.Split('/').Select(Uri.EscapeDataString))))!["content"]!;

    private string Files() => string.Join('\n', Directory.EnumerateFileSystemEntries(Path.Combine(host.Data, "server", "workspaces"), "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(entry => File.Exists(entry) ? $"{entry}={Convert.ToHexString(File.ReadAllBytes(entry))}" : entry));
}
