using Xunit;

namespace Workbench.Tests.Given;

/// <summary>Real DICOM files with mixed licences, which lie beside the repository and not in it. The one place that looks for them.</summary>
internal static class GivenDicom
{
    /// <summary>Holds <c>given</c>, and tables of planted identifiers and burned-in boxes; null where the folder is missing.</summary>
    public static string? Folder { get; } = Find();

    public static IEnumerable<string> Files => Folder is null ? [] : Directory.EnumerateFiles(Path.Combine(Folder, "given")).Order(StringComparer.Ordinal);

    /// <summary>The rows of one of its tables, without the header.</summary>
    public static IEnumerable<string[]> Table(string name) => File.ReadLines(Path.Combine(Folder!, name)).Skip(1).Select(line => line.Split('\t'));

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
internal sealed class GivenDicomFactAttribute : FactAttribute
{
    public GivenDicomFactAttribute() => Skip = GivenDicomSkip.Reason;
}

/// <summary>A table of tests over the given files; skipped with a message where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GivenDicomTheoryAttribute : TheoryAttribute
{
    public GivenDicomTheoryAttribute() => Skip = GivenDicomSkip.Reason;
}

internal static class GivenDicomSkip
{
    public static string? Reason => GivenDicom.Folder is null ? "The folder shared/data/dicom is not beside this checkout." : null;
}
