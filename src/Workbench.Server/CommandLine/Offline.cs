using Workbench.Server.Hosting;

namespace Workbench.Server.CommandLine;

/// <summary>The server's modules without the server: for verbs that work on the data folder and listen nowhere.</summary>
internal static class Offline
{
    /// <summary>One scope; disposing it disposes the whole application.</summary>
    public static OfflineScope Open(DataFolder folder)
    {
        var app = WorkbenchServer.CreateBuilder(folder, new Dictionary<string, string?>()).AddWorkbench(folder).Build();
        return new OfflineScope(app, app.Services.CreateAsyncScope());
    }

    /// <exception cref="UsageException">The folder was not made by init.</exception>
    public static OfflineScope OpenExisting(string data)
    {
        var folder = new DataFolder(data);
        return File.Exists(folder.IdentityDatabase)
            ? Open(folder)
            : throw new UsageException($"{folder.Root} is not a data folder yet. Make it with: init --data {folder.Root}");
    }
}

/// <summary>A scope that owns its application.</summary>
internal sealed class OfflineScope(WebApplication app, AsyncServiceScope scope) : IAsyncDisposable
{
    public IServiceProvider ServiceProvider => scope.ServiceProvider;

    public T Get<T>() where T : notnull => scope.ServiceProvider.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await scope.DisposeAsync();
        await app.DisposeAsync();
    }
}
