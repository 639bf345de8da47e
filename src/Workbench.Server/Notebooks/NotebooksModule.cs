namespace Workbench.Server.Notebooks;

/// <summary>The caller's notebooks as lists show them. Their contents go by the Jupyter API.</summary>
internal static class NotebooksModule
{
    public static IServiceCollection AddNotebooks(this IServiceCollection services) => services.AddSingleton<NotebookFacts>();

    public static void MapNotebooks(this IEndpointRouteBuilder api)
    {
        var notebooks = api.MapGroup("").WithTags("Notebooks");
        ListNotebooks.Map(notebooks);
        CreateNotebook.Map(notebooks);
    }
}
