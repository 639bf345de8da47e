using Workbench.Governance;
using Workbench.Governance.Storage;
using Workbench.Server.Edge;
using Workbench.Server.Identity;
using Workbench.Server.People;

namespace Workbench.Server.Hosting;

/// <summary>The server's table of contents: its modules, the order of the checks at the edge, its addresses.</summary>
internal static class Composition
{
    /// <summary>Adds every module. Nothing runs and no file is touched before the application starts.</summary>
    public static WebApplicationBuilder AddWorkbench(this WebApplicationBuilder builder, DataFolder folder)
    {
        builder.Services.AddGovernance(GovernanceOptions.InDataFolder(folder.Root));
        builder.AddSignIn(folder);
        builder.Services.AddApiDescription();
        return builder;
    }

    public static WebApplication MapWorkbench(this WebApplication app)
    {
        app.UseEdge();

        var api = app.MapApi();
        api.MapPeople();

        app.MapApiDescription();
        app.MapHealth();
        return app;
    }
}
