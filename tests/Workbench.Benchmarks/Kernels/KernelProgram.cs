namespace Workbench.Benchmarks.Kernels;

/// <summary>A kernel that can be measured.</summary>
/// <param name="Name">As the table calls it.</param>
/// <param name="Command">Its command line; <see cref="File"/> stands for the connection file.</param>
/// <param name="InterruptBySignal">It takes SIGINT instead of a message.</param>
/// <param name="OverTcp">It knows no Unix sockets.</param>
public sealed record KernelProgram(string Name, IReadOnlyList<string> Command, bool InterruptBySignal = false, bool OverTcp = false)
{
    public const string File = "{f}";

    private const string OriginalTool = "dotnet-interactive";

    public static KernelProgram Python { get; } = new("ipykernel", ["/usr/bin/python3", "-m", "ipykernel_launcher", "-f", File], InterruptBySignal: true);

    /// <param name="root">The checkout, whose published kernel it is.</param>
    /// <param name="language">The language of its cells.</param>
    public static KernelProgram Ours(string root, string language) =>
        new("this kernel", [Path.Combine(root, "artifacts", "kernel", "Workbench.Kernel"), "--default-kernel", language, "--connection-file", File]);

    /// <summary>
    /// The original as its users had it, where it is installed: null elsewhere. In this mode it opens a port of its own, here on
    /// loopback only; a session never runs it so.
    /// </summary>
    public static KernelProgram? Original(string language) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(static folder => Path.Combine(folder, OriginalTool)).FirstOrDefault(System.IO.File.Exists) is { } tool
            ? new(OriginalTool, [tool, "jupyter", "--default-kernel", language, "--http-local-only", File], InterruptBySignal: true, OverTcp: true)
            : null;
}
