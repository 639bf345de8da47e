using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Workbench.Server.Edge;

/// <summary>The OpenAPI document of the server's own API, from which the web app's types are generated. The Jupyter API has its own public description.</summary>
internal static class ApiDescription
{
    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = api => api.RelativePath?.StartsWith(ApiGroup.Prefix[1..], StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Workbench", Version = "1" };

            // The address of the server that happened to answer is not part of the API.
            document.Servers = [];
            return Task.CompletedTask;
        });
        options.CreateSchemaReferenceId = TypedIds.ReferenceId;
        options.AddSchemaTransformer(TypedIds.Describe);
    });

    public static void MapApiDescription(this WebApplication app) => app.MapOpenApi().AllowAnonymous();
}
