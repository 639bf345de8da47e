namespace Workbench.Notebooks.Tests;

/// <summary>The checkout that the tests run from.</summary>
internal static class RepositoryRoot
{
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find(string folder) => File.Exists(System.IO.Path.Combine(folder, "Workbench.sln"))
        ? folder
        : Find(Directory.GetParent(folder)?.FullName ?? throw new InvalidOperationException("No Workbench.sln above the tests."));
}
