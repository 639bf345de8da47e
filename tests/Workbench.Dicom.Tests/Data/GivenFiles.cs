namespace Workbench.Dicom.Tests.Data;

/// <summary>Real files with mixed licences, which lie beside the repository and not in it.</summary>
internal static class GivenFiles
{
    public static string? Folder { get; } = Find();

    public static IEnumerable<string> All => Folder is null ? [] : Directory.EnumerateFiles(Path.Combine(Folder, "given")).Order(StringComparer.Ordinal);

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data", "dicom");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}

/// <summary>A test over the given files; skipped with a message where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GivenFilesFactAttribute : FactAttribute
{
    public GivenFilesFactAttribute()
    {
        if (GivenFiles.Folder is null)
        {
            Skip = "The folder shared/data/dicom is not beside this checkout.";
        }
    }
}
