using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workbench.Notebooks.Sessions;

namespace Workbench.Server.Tests.Jupyter;

public sealed class SessionApiTests : IAsyncLifetime
{
    private JupyterHost host = null!;
    private HttpClient ada = null!;

    public async Task InitializeAsync()
    {
        host = await JupyterHost.StartAsync(settings: new() { ["Jupyter:MaxKernelsPerPerson"] = "3" });
        ada = host.ClientOf("ada");
    }

    public async Task DisposeAsync()
    {
        ada.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Start_for_one_path_from_many_tabs_at_once_gives_one_kernel()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PostAsync("/api/sessions", """{"path":"a.ipynb","type":"notebook","name":"","kernel":{"name":".net-csharp"}}""")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(answers.Select(answer => (string?)answer.Body["id"]).Distinct());
        Assert.Single(host.Kernels.All);
    }

    [Fact]
    public async Task Change_of_path_and_name_as_JupyterLab_does_it()
    {
        var id = (string)(await PostAsync("/api/sessions", """{"path":"0f1e-uuid","type":"notebook","name":"x","kernel":{"name":".net-csharp"}}""")).Body["id"]!;
        await PatchAsync(id, """{"path":"dir/a.ipynb"}""");
        var changed = await PatchAsync(id, """{"name":"a.ipynb"}""");
        Assert.Equal(("dir/a.ipynb", "a.ipynb", "dir/a.ipynb"), ((string?)changed["path"], (string?)changed["name"], (string?)changed["notebook"]!["path"]));
        Assert.Equal(["id", "name", "last_activity", "execution_state", "connections"], changed["kernel"]!.AsObject().Select(member => member.Key));
    }

    [Fact]
    public async Task Change_to_another_kernel_stops_the_old_one()
    {
        var session = (await PostAsync("/api/sessions", """{"path":"a.ipynb","type":"notebook","name":"","kernel":{"name":".net-csharp"}}""")).Body;
        var changed = await PatchAsync((string)session["id"]!, """{"kernel":{"name":".net-csharp"}}""");
        Assert.NotEqual((string?)session["kernel"]!["id"], (string?)changed["kernel"]!["id"]);
        Assert.Equal((string?)changed["kernel"]!["id"], Assert.Single(host.Kernels.All).Id);
    }

    [Fact]
    public async Task Delete_stops_the_kernel_and_forgets_the_session()
    {
        var session = (await PostAsync("/api/sessions", """{"path":"a.ipynb","type":"notebook","name":"","kernel":{}}""")).Body;
        Assert.Equal(HttpStatusCode.NoContent, (await ada.DeleteAsync($"/api/sessions/{session["id"]}")).StatusCode);
        Assert.Empty(host.Kernels.All);
        Assert.Equal(HttpStatusCode.NotFound, (await ada.DeleteAsync($"/api/sessions/{session["id"]}")).StatusCode);
    }

    [Fact]
    public async Task Other_person_sees_and_changes_nothing()
    {
        var id = (string)(await PostAsync("/api/sessions", """{"path":"a.ipynb","type":"notebook","name":"","kernel":{}}""")).Body["id"]!;
        var kernel = Assert.Single(host.Kernels.All);
        using var eve = host.ClientOf("eve");
        Assert.Equal("[]", await eve.GetStringAsync("/api/sessions"));
        Assert.Equal("[]", await eve.GetStringAsync("/api/kernels"));
        Assert.Equal(HttpStatusCode.NotFound, (await eve.GetAsync($"/api/sessions/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await eve.DeleteAsync($"/api/sessions/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await eve.PatchAsync($"/api/sessions/{id}", new StringContent("{}"))).StatusCode);

        // Naming somebody else's kernel for one's own session starts an own one.
        var own = await eve.PostAsync("/api/sessions", new StringContent($$$"""{"path":"a.ipynb","kernel":{"id":"{{{kernel.Id}}}"}}"""));
        Assert.NotEqual(kernel.Id, (string?)(await own.Content.ReadFromJsonAsync<JsonNode>())!["kernel"]!["id"]);
        Assert.Contains(kernel, host.Kernels.All);
    }

    [Fact]
    public async Task Kernel_is_interrupted_restarted_and_stopped_with_the_statuses_of_Jupyter()
    {
        var started = await PostAsync("/api/kernels", """{"name":".net-csharp"}""");
        var kernel = (PlayedKernel)Assert.Single(host.Kernels.All);
        Assert.Equal((HttpStatusCode.Created, kernel.Id), (started.Status, (string?)started.Body["id"]));
        Assert.Equal(HttpStatusCode.NoContent, (await ada.PostAsync($"/api/kernels/{kernel.Id}/interrupt", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ada.PostAsync($"/api/kernels/{kernel.Id}/restart", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await ada.DeleteAsync($"/api/kernels/{kernel.Id}")).StatusCode);
        Assert.Equal((1, 1), (kernel.Interrupts, kernel.Restarts));
    }

    [Theory]
    [InlineData("/api/sessions", """{"path":"a.ipynb","kernel":{"name":"bash"}}""", 501)]
    [InlineData("/api/kernels", """{"name":"../../bin/sh"}""", 501)]
    [InlineData("/api/sessions", """{"kernel":{}}""", 400)]
    [InlineData("/api/sessions", "[1]", 400)]
    [InlineData("/api/kernels", "{", 400)]
    public async Task Start_that_makes_no_sense_is_refused_and_starts_nothing(string address, string body, int status)
    {
        Assert.Equal(status, (int)(await PostAsync(address, body)).Status);
        Assert.Empty(host.Kernels.All);
    }

    [Fact]
    public async Task Start_that_the_host_refuses_gives_its_reason()
    {
        host.Kernels.Refuses = new SessionRefusal("namespaces-forbidden", "This host forbids user namespaces.");
        var (status, body) = await PostAsync("/api/kernels", "{}");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "namespaces-forbidden"), (status, (string?)body["reason"]));
    }

    [Fact]
    public async Task Start_of_one_kernel_too_many_is_refused()
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.Created, (await PostAsync("/api/kernels", "{}")).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await PostAsync("/api/kernels", "{}")).Status);
    }

    [Theory]
    [InlineData("""{"kernel":{}}""", null)]
    [InlineData("""{"kernel":{},"project":"trial"}""", "trial")]
    [InlineData("""{"kernel":{},"workbench":{"project":"trial"}}""", null)]
    public async Task Session_works_for_the_project_that_the_client_names(string body, string? project)
    {
        await PostAsync("/api/sessions", body.Insert(1, "\"path\":\"a.ipynb\","));
        await PostAsync("/api/kernels", body);

        Assert.Equal([project, project], host.Kernels.Projects);
    }

    [Fact]
    public async Task Session_works_for_the_project_that_its_notebook_names_unless_the_client_names_another()
    {
        using var saved = await ada.PutAsync("/api/contents/a.ipynb", new StringContent(
            """{"type":"notebook","format":"json","content":{"nbformat":4,"nbformat_minor":5,"cells":[],"metadata":{"workbench":{"project":"trial"}}}}"""));
        var session = (await PostAsync("/api/sessions", """{"path":"a.ipynb","kernel":{}}""")).Body;
        await PatchAsync((string)session["id"]!, """{"kernel":{"name":".net-csharp"}}""");
        await PatchAsync((string)session["id"]!, """{"kernel":{"name":".net-csharp"},"project":"other"}""");

        Assert.Equal(["trial", "trial", "other"], host.Kernels.Projects);
    }

    [Theory]
    [InlineData("folder/6a0f2c1e", "a.ipynb", "trial")]
    [InlineData("6a0f2c1e", "a.ipynb", null)]
    [InlineData("folder/6a0f2c1e", "../b.ipynb", null)]
    [InlineData("folder/6a0f2c1e", "", null)]
    public async Task Session_that_JupyterLab_starts_beside_the_notebook_works_for_the_notebooks_project(string path, string name, string? project)
    {
        using var folder = await ada.PutAsync("/api/contents/folder", new StringContent("""{"type":"directory"}"""));
        foreach (var notebook in new[] { "folder/a.ipynb", "b.ipynb" })
        {
            using var saved = await ada.PutAsync($"/api/contents/{notebook}", new StringContent(
                """{"type":"notebook","format":"json","content":{"nbformat":4,"nbformat_minor":5,"cells":[],"metadata":{"workbench":{"project":"trial"}}}}"""));
            Assert.True(saved.IsSuccessStatusCode);
        }

        await PostAsync("/api/sessions", JsonSerializer.Serialize(new { path, type = "notebook", name, kernel = new { name = ".net-csharp" } }));
        Assert.Equal([project], host.Kernels.Projects);
    }

    [Fact]
    public async Task Session_for_a_project_of_others_is_refused_and_starts_nothing()
    {
        var (status, body) = await PostAsync("/api/sessions", """{"path":"a.ipynb","kernel":{},"project":"foreign"}""");

        Assert.Equal((HttpStatusCode.Forbidden, "project-unknown"), (status, (string?)body["reason"]));
        Assert.Empty(host.Kernels.All);
    }

    [Fact]
    public async Task About_addresses_have_what_clients_require()
    {
        var specs = (await ada.GetFromJsonAsync<JsonNode>("/api/kernelspecs"))!;
        Assert.Equal(".net-csharp", (string?)specs["default"]);
        var spec = specs["kernelspecs"]![".net-csharp"]!;
        Assert.Equal(["argv", "env", "display_name", "language", "interrupt_mode", "metadata"], spec["spec"]!.AsObject().Select(member => member.Key));
        Assert.Equal("{}", spec["resources"]!.ToJsonString());

        var me = (await ada.GetFromJsonAsync<JsonNode>("/api/me"))!["identity"]!;
        Assert.Equal(("ada", "Synthetic ada", "SA"), ((string?)me["username"], (string?)me["display_name"], (string?)me["initials"]));
        Assert.Equal(HttpStatusCode.OK, (await ada.GetAsync("/tree?")).StatusCode);
        Assert.NotEmpty((string)(await ada.GetFromJsonAsync<JsonNode>("/api"))!["version"]!);
        Assert.Equal(0, (int)(await ada.GetFromJsonAsync<JsonNode>("/api/status"))!["kernels"]!);
    }

    private async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(string address, string body)
    {
        using var response = await ada.PostAsync(address, new StringContent(body, Encoding.UTF8, "text/plain"));
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonNode>())!);
    }

    private async Task<JsonNode> PatchAsync(string id, string body)
    {
        using var response = await ada.PatchAsync($"/api/sessions/{id}", new StringContent(body, Encoding.UTF8, "text/plain"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
