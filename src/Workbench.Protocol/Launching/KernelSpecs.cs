using System.Diagnostics.CodeAnalysis;

namespace Workbench.Protocol.Launching;

/// <summary>All kernels that the sandbox knows.</summary>
public static class KernelSpecs
{
    private const string DotnetInteractiveTool = "/usr/local/bin/dotnet-interactive";

    private static readonly KernelSpec DotnetCSharp = new(
        ".net-csharp", ".NET (C#)", "C#", "kernel",
        [SandboxPaths.KernelProgram + "/Workbench.Kernel", "--connection-file", SandboxPaths.ConnectionFile],
        new Dictionary<string, string> { ["WORKBENCH_FEED"] = SandboxPaths.Packages }, InterruptMode.Message, "Workbench.Kernel",
        "Publish kernels/dotnet/Workbench.Kernel into the runtime folder; ./workbench up does it.");

    private static readonly KernelSpec DotnetFSharp = DotnetCSharp with
    {
        Name = ".net-fsharp",
        DisplayName = ".NET (F#)",
        Language = "F#",
        Arguments = [SandboxPaths.KernelProgram + "/Workbench.Kernel", "--default-kernel", "fsharp", "--connection-file", SandboxPaths.ConnectionFile],
    };

    // By the original's own stdio mode, behind our kernel's Jupyter face (kernels/dotnet-interactive).
    private static readonly KernelSpec DotnetInteractive = DotnetCSharp with
    {
        Name = ".net-interactive",
        DisplayName = ".NET Interactive (the original)",
        Arguments = [SandboxPaths.KernelProgram + "/Workbench.Kernel", "--host", DotnetInteractiveTool, "--connection-file", SandboxPaths.ConnectionFile],
        Environment = new Dictionary<string, string>(),
        RequiredFile = DotnetInteractiveTool,
        InstallHint = "dotnet tool install Microsoft.dotnet-interactive --tool-path /usr/local/bin",
    };

    private static readonly KernelSpec Python3 = new(
        "python3", "Python 3", "python", null,
        ["/usr/bin/python3", "-m", "ipykernel_launcher", "-f", SandboxPaths.ConnectionFile],
        new Dictionary<string, string>
        {
            ["PYTHONPATH"] = SandboxPaths.PythonPackages,
            ["PYTHONDONTWRITEBYTECODE"] = "1",
            ["IPYTHONDIR"] = "/tmp/.ipython",
            ["MPLCONFIGDIR"] = "/tmp/.matplotlib",
        },
        InterruptMode.Signal, "/usr/lib/python3/dist-packages/ipykernel_launcher.py",
        "apt-get install python3-ipykernel");

    private static readonly KernelSpec R = new(
        "ir", "R", "R", null,
        ["/usr/bin/R", "--slave", "--no-save", "--no-restore", "-e", "IRkernel::main()", "--args", SandboxPaths.ConnectionFile],
        new Dictionary<string, string>
        {
            ["R_LIBS_USER"] = SandboxPaths.Home + "/R",
            ["R_PROFILE_USER"] = SandboxPaths.RProfile,

            // The sandbox has no terminal and no browser; R asks for both when it is not told.
            ["PAGER"] = "/bin/cat",
            ["R_BROWSER"] = "/bin/false",
        },
        InterruptMode.Signal, "/usr/lib/R/site-library/IRkernel/DESCRIPTION",
        "apt-get install r-cran-irkernel");

    /// <summary>All specs, the default one first.</summary>
    public static IReadOnlyList<KernelSpec> All { get; } = [DotnetCSharp, DotnetFSharp, Python3, R, DotnetInteractive];

    public static bool TryFind(string name, [NotNullWhen(true)] out KernelSpec? spec)
    {
        spec = All.FirstOrDefault(s => s.Name == name);
        return spec is not null;
    }
}
