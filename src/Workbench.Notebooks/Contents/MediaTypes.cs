namespace Workbench.Notebooks.Contents;

/// <summary>Media types of the files that people keep beside notebooks; unknown names have none.</summary>
internal static class MediaTypes
{
    private static readonly Dictionary<string, string> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = "text/csv",
        [".cs"] = "text/x-csharp",
        [".html"] = "text/html",
        [".json"] = "application/json",
        [".md"] = "text/markdown",
        [".pdf"] = "application/pdf",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".py"] = "text/x-python",
        [".r"] = "text/x-r",
        [".sql"] = "text/x-sql",
        [".svg"] = "image/svg+xml",
        [".tsv"] = "text/tab-separated-values",
        [".txt"] = "text/plain",
    };

    public static string? Of(string name) => ByExtension.GetValueOrDefault(Path.GetExtension(name));
}
