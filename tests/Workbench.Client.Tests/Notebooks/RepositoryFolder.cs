namespace Workbench.Client.Tests.Notebooks;

/// <summary>Finds the root of the repository from where the tests run.</summary>
internal static class RepositoryFolder
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string SampleNotebooks => Path.Combine(Root, "sample-notebooks");

    /// <summary>The published kernel; <c>./workbench test</c> publishes it before the tests.</summary>
    public static string Kernel
    {
        get
        {
            var program = Path.Combine(Root, "artifacts", "kernel", "Workbench.Kernel");
            Assert.True(File.Exists(program), $"{program} is missing: run ./workbench test, which publishes the kernel first.");
            return program;
        }
    }

    private static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Workbench.sln")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new InvalidOperationException("Workbench.sln was not found above the tests.");
    }
}
