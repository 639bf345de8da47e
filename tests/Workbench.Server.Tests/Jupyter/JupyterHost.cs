using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Workbench.Governance.Decisions;
using Workbench.Governance.People;
using Workbench.Notebooks.Contents;
using Workbench.Notebooks.KernelSpecs;
using Workbench.Server.Hosting;
using Workbench.Server.Identity;
using Workbench.Server.Jupyter;
using Workbench.Server.Jupyter.Kernels;

namespace Workbench.Server.Tests.Jupyter;

/// <summary>
/// The Jupyter API on a real socket, with played kernels. Who calls is what the test says in a header or the address; that
/// this is decided elsewhere, and how, is not this folder's subject.
/// </summary>
internal sealed class JupyterHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly bool ownsData;

    private JupyterHost(WebApplication app, string data, PlayedKernels kernels, bool ownsData)
    {
        (this.app, Data, Kernels, this.ownsData) = (app, data, kernels, ownsData);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public string Data { get; }

    public PlayedKernels Kernels { get; }

    public Uri Address { get; }

    public Workspace WorkspaceOf(string person) => app.Services.GetRequiredService<WorkspaceStore>().For(person);

    public T Service<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <param name="before">A host that was stopped: its data and its kernels live on, as after a restart of the server.</param>
    public static async Task<JupyterHost> StartAsync(JupyterHost? before = null, Dictionary<string, string?>? settings = null)
    {
        var data = before?.Data ?? Directory.CreateTempSubdirectory("workbench-jupyter-").FullName;
        var kernels = before?.Kernels ?? new PlayedKernels();
        var folder = new DataFolder(data);
        folder.Create();
        Directory.CreateDirectory(Path.Combine(data, "runtime", "kernel"));
        await File.WriteAllTextAsync(Path.Combine(data, "runtime", "kernel", "Workbench.Kernel"), "");

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["urls"] = "http://127.0.0.1:0", ["Jupyter:OutputWriteSeconds"] = "0.1" });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.Services.AddSingleton(folder).AddSingleton(TimeProvider.System).AddSingleton(new KernelSpecCatalogue(Path.Combine(data, "runtime")));
        builder.Services.AddJupyter();
        builder.Services.RemoveAll<IKernelHouse>();
        builder.Services.AddSingleton<IKernelHouse>(kernels);
        builder.Services.AddSingleton<ProjectChooser>((_, asked, _) => Task.FromResult<Outcome<ChosenProject>>(
            asked == "foreign" ? new Refusal(RefusalCodes.ProjectUnknown, "Not yours.") : new ChosenProject(asked)));
        var app = builder.Build();
        app.Use((call, next) =>
        {
            var name = call.Request.Headers["X-Person"].ToString() is { Length: > 0 } header ? header : call.Request.Query["person"].ToString();
            call.Features.Set(new Caller(new Person { Id = PersonId.From("per_" + name), Name = name, DisplayName = "Synthetic " + name, Roles = [Role.Researcher] }));
            return next(call);
        });
        app.UseWebSockets();
        app.UseRouting();
        app.MapJupyter();
        await app.StartAsync();
        return new JupyterHost(app, data, kernels, before is null);
    }

    public HttpClient ClientOf(string person)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("X-Person", person);
        return client;
    }

    public Task<ChannelClient> ConnectAsync(PlayedKernel kernel, string sessionId = "page", bool v1 = true, string query = "") =>
        ChannelClient.ConnectAsync(new Uri($"ws://{Address.Authority}/api/kernels/{kernel.Id}/channels?person={kernel.Owner}&session_id={sessionId}{query}"), sessionId, v1);

    /// <summary>A notebook of code cells c1, c2, ... in the person's workspace, and a kernel that works for it.</summary>
    public async Task<PlayedKernel> OpenNotebookAsync(string person, string path, params string[] sources)
    {
        using var client = ClientOf(person);
        var cells = new JsonArray([.. sources.Select((source, i) => JsonNode.Parse($$"""{"cell_type":"code","id":"c{{i + 1}}","metadata":{},"outputs":[],"execution_count":null,"source":"{{source}}"}"""))]);
        var notebook = new JsonObject { ["nbformat"] = 4, ["nbformat_minor"] = 5, ["metadata"] = new JsonObject(), ["cells"] = cells };
        (await client.PutAsJsonAsync($"/api/contents/{path}", new { type = "notebook", format = "json", content = notebook })).EnsureSuccessStatusCode();
        var session = await (await client.PostAsJsonAsync("/api/sessions", new { path, type = "notebook", name = "", kernel = new { name = ".net-csharp" } })).Content.ReadFromJsonAsync<JsonNode>();
        return (PlayedKernel)Kernels.All.Single(kernel => kernel.Id == (string?)session!["kernel"]!["id"]);
    }

    public static async Task EventuallyAsync(Func<bool> condition, string what)
    {
        for (var i = 0; i < 500; i++)
        {
            if (condition())
            {
                return;
            }

            await Task.Delay(20);
        }

        Assert.Fail($"Did not happen within 10 seconds: {what}");
    }

    public async Task StopAsync() => await app.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        if (ownsData)
        {
            Directory.Delete(Data, recursive: true);
        }
    }
}
