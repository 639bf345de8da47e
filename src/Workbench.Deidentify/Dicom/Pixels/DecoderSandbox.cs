using System.Diagnostics;
using System.Globalization;

namespace Workbench.Deidentify.Dicom.Pixels;

/// <summary>
/// The wall around the decoding process: bwrap(1) with no network, no file but read-only programs, no capability, limits by
/// prlimit(1), and the seccomp filters of the kernels' sandbox. Root does not enter it: a process of root's starts it as nobody.
/// </summary>
internal static class DecoderSandbox
{
    private const long DataBytes = 2L * 1024 * 1024 * 1024;
    private const long HeapBytes = 1536L * 1024 * 1024;
    private const int ProcessorSeconds = 600;
    private const string Nobody = "65534";

    // bwrap reads the filters from descriptors; the shell opens them and becomes what follows.
    private const string OpenFilters = "exec 3<\"$1\" 4<\"$2\" 2>/dev/null; shift 2; exec \"$@\"";

    public static ProcessStartInfo StartInfo()
    {
        var program = AppContext.BaseDirectory.TrimEnd('/');
        var runtime = DotnetRoot();
        string[] command =
        [
            "-c", OpenFilters, "sh", Path.Combine(program, "seccomp", "allow.bpf"), Path.Combine(program, "seccomp", "deny.bpf"),
            .. Environment.IsPrivilegedProcess ? ["/usr/bin/setpriv", "--reuid", Nobody, "--regid", Nobody, "--clear-groups", "--no-new-privs", "--"] : Array.Empty<string>(),
            "/usr/bin/prlimit", "--core=0", "--nofile=64", "--fsize=0", $"--data={Text(DataBytes)}", $"--cpu={Text(ProcessorSeconds)}", "--",
            "/usr/bin/bwrap", "--add-seccomp-fd", "3", "--add-seccomp-fd", "4",
            "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--uid", "1000", "--gid", "1000", "--hostname", "decoder",
            "--clearenv", "--setenv", "DOTNET_EnableDiagnostics", "0", "--setenv", "DOTNET_ROOT", "/dotnet", "--setenv", "DOTNET_TieredPGO", "0",

            // The runtime would otherwise map its code twice, by way of a file in memory, which the limit of files forbids.
            "--setenv", "DOTNET_EnableWriteXorExecute", "0",
            "--setenv", "DOTNET_PROCESSOR_COUNT", "1", "--setenv", "DOTNET_gcServer", "0", "--setenv", "DOTNET_GCHeapHardLimit", HeapBytes.ToString("X", CultureInfo.InvariantCulture),
            "--ro-bind", "/usr", "/usr", "--symlink", "usr/bin", "/bin", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64",
            "--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache", "--ro-bind", runtime, "/dotnet", "--ro-bind", program, "/program",
            "--proc", "/proc", "--dev", "/dev", "--size", "1048576", "--tmpfs", "/tmp", "--chdir", "/tmp", "--remount-ro", "/",
            "--", "/dotnet/dotnet", "/program/Workbench.Deidentify.dll", DecoderCommand.Verb,
        ];
        return new ProcessStartInfo("/bin/sh", command) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
    }

    /// <summary>ROOT/shared/Microsoft.NETCore.App/VERSION is where this process's own runtime lies.</summary>
    private static string DotnetRoot() => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
