namespace Workbench.Supervisor.Sandbox;

/// <summary>Where the .NET runtime stands on this host.</summary>
internal static class DotnetRoot
{
    /// <summary>
    /// The installation this process itself runs from: ROOT/shared/Microsoft.NETCore.App/VERSION. Null for a self-contained
    /// publication, whose kernels then bring their own runtime too.
    /// </summary>
    public static string? Find()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location);
        var root = framework is null ? null : Path.GetFullPath(Path.Combine(framework, "..", "..", ".."));
        return root is not null && Directory.Exists(Path.Combine(root, "host", "fxr")) ? root : null;
    }
}
