using Microsoft.Extensions.Options;
using Workbench.Server.Hosting;

namespace Workbench.Server.CommandLine;

/// <summary>serve: answers HTTP until it is told to stop.</summary>
internal static class ServeVerb
{
    public static async Task<int> RunAsync(ServeCommand command)
    {
        var folder = new DataFolder(command.Data);
        if (!File.Exists(folder.IdentityDatabase))
        {
            throw new UsageException($"{folder.Root} is not a data folder yet. Make it with: init --data {folder.Root}");
        }

        try
        {
            var app = Build(folder, command.Settings);
            await app.RunAsync();
            return 0;
        }
        catch (OptionsValidationException invalid)
        {
            throw new UsageException(string.Join('\n', invalid.Failures));
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new UsageException("The port is in use. Choose another with --port.");
        }
    }

    /// <summary>The whole application, not started.</summary>
    /// <param name="replace">For tests that play the launcher: registered last, so it wins.</param>
    internal static WebApplication Build(
        DataFolder folder, IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection>? replace = null)
    {
        var builder = WorkbenchServer.CreateBuilder(folder, settings).AddWorkbench(folder);
        replace?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapWorkbench();
        foreach (var address in app.Services.GetRequiredService<IOptions<ServerOptions>>().Value.ListenAddresses())
        {
            app.Urls.Add(address.ToString().TrimEnd('/'));
        }

        return app;
    }
}
