using Workbench.Governance;
using Workbench.Governance.Storage;
using Workbench.Server.Audit;
using Workbench.Server.Cohorts;
using Workbench.Server.Edge;
using Workbench.Server.Home;
using Workbench.Server.Identity;
using Workbench.Server.Jupyter;
using Workbench.Server.Notebooks;
using Workbench.Server.Observing;
using Workbench.Server.Orders;
using Workbench.Server.People;
using Workbench.Server.Permits;
using Workbench.Server.Projects;
using Workbench.Server.Requests;
using Workbench.Server.Samples;
using Workbench.Server.Sessions;
using Workbench.Server.Wall;

namespace Workbench.Server.Hosting;

/// <summary>The server's table of contents: its modules, the order of the checks at the edge, its addresses.</summary>
internal static class Composition
{
    /// <summary>Adds every module. Nothing runs and no file is touched before the application starts.</summary>
    public static WebApplicationBuilder AddWorkbench(this WebApplicationBuilder builder, DataFolder folder)
    {
        builder.AddSignIn(folder);
        builder.Services
            .AddGovernance(GovernanceOptions.InDataFolder(folder.Root))
            .AddSessions(folder)
            .AddOrders()
            .AddSamples()
            .AddNotebooks()
            .AddAudit()
            .AddWall()
            .AddJupyter()
            .AddApiDescription()
            .AddServerMetrics();
        return builder;
    }

    public static WebApplication MapWorkbench(this WebApplication app)
    {
        app.UseEdge();

        var api = app.MapApi();
        api.MapPeople();
        api.MapHome();
        api.MapProjects();
        api.MapCohorts();
        api.MapRequests();
        api.MapPermits();
        api.MapOrders();
        api.MapAudit();
        api.MapSamples();
        api.MapNotebooks();
        api.MapSessions();
        api.MapWall();

        app.MapJupyter();
        app.MapApiDescription();
        app.MapHealth();
        app.MapServerMetrics();
        return app;
    }
}
