namespace Workbench.Kernel.Tests.DotnetInteractive;

/// <summary>A folder with a program <c>dotnet-interactive</c> in it, which speaks as the tool does.</summary>
public sealed class ToolFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wk");

    public ToolFolder()
    {
        var program = Path.Combine(folder.FullName, "dotnet-interactive");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "DotnetInteractive", "dotnet-interactive.py"), program);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    /// <summary>Puts the program on the PATH.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["PATH"] = $"{folder.FullName}:{System.Environment.GetEnvironmentVariable("PATH")}" };

    public void Dispose() => folder.Delete(recursive: true);
}
