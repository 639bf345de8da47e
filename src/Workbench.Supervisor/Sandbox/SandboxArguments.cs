using System.Globalization;
using Workbench.Protocol.Launching;

namespace Workbench.Supervisor.Sandbox;

/// <summary>
/// The command line of the wall: prlimit(1), then bwrap(1). What is not bound here does not exist for a kernel. Descriptors 3
/// and 4 are the two seccomp filters (two, because within one filter an unconditional "allow" of a call beats a conditional refusal).
/// </summary>
internal static class SandboxArguments
{
    public const string Program = "/usr/bin/prlimit";
    public const string Bubblewrap = "/usr/bin/bwrap";

    /// <summary>Threads of the supervisor, which has the session's uid too, at most.</summary>
    private const int Supervisor = 128;

    /// <summary>Host folders and files that a kernel sees read-only, where the host has them.</summary>
    private static readonly string[] HostFiles = ["/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/etc/R", "/etc/localtime"];

    /// <summary>
    /// Files of /proc that tell of the host or of other sessions. CoreCLR needs the rest of /proc (with an empty one it fails
    /// with HRESULT 0x8007000E), so single files are covered.
    /// </summary>
    internal static readonly string[] MaskedProcFiles =
    [
        "buddyinfo", "cgroups", "cmdline", "config.gz", "consoles", "crypto", "devices", "diskstats", "dma", "interrupts", "iomem", "ioports",
        "kallsyms", "kcore", "key-users", "keys", "kmsg", "kpagecgroup", "kpagecount", "kpageflags", "locks", "misc", "modules", "mtrr",
        "pagetypeinfo", "partitions", "sched_debug", "schedstat", "slabinfo", "softirqs", "swaps", "sysrq-trigger", "timer_list",
        "vmallocinfo", "vmstat", "zoneinfo",
    ];

    private static readonly string[] MaskedProcFolders = ["acpi", "bus", "driver", "fs", "irq", "pressure", "scsi", "sysvipc", "tty"];

    /// <param name="order">What the sandbox is for.</param>
    /// <param name="exists">Whether a host path exists; asked for every optional part.</param>
    public static IReadOnlyList<string> For(SandboxOrder order, Func<string, bool> exists) =>
    [
        .. Limits(order),
        "--", Bubblewrap,
        "--add-seccomp-fd", "3", "--add-seccomp-fd", "4",
        "--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup", "--disable-userns",
        "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--uid", "1000", "--gid", "1000", "--hostname", "kernel",
        "--clearenv", .. Environment(order).SelectMany(pair => new[] { "--setenv", pair.Key, pair.Value }),
        .. System(order, exists),
        .. Proc(exists),
        "--dev", "/dev",
        .. Temporary(order, "shm", "/dev/shm", order.Profile.SharedMemoryBytes, exists),
        .. Temporary(order, "tmp", "/tmp", order.Profile.TemporaryBytes, exists),
        .. Session(order),
        "--chdir", SandboxPaths.Home, "--remount-ro", "/",
        "--", .. order.Command,
    ];

    private static IEnumerable<string> Limits(SandboxOrder order)
    {
        var profile = order.Profile;
        yield return "--core=0";
        yield return "--memlock=65536";
        yield return "--msgqueue=0";
        yield return "--rtprio=0";
        yield return $"--nofile={Text(ResourceProfile.OpenFiles)}";
        yield return $"--fsize={Text(profile.HomeBytes)}";

        // Data, not address space: CoreCLR reserves far more than it uses and fails to load under RLIMIT_AS.
        yield return $"--data={Text(profile.DataBytes)}";
        if (order.LimitProcesses)
        {
            // Behind a control group only a second net, wide enough that the group, which counts and tells, is reached first.
            yield return $"--nproc={Text(order.Limits.Groups.Processes is null ? profile.Processes : profile.Processes + Supervisor)}";
        }
    }

    private static Dictionary<string, string> Environment(SandboxOrder order)
    {
        var processors = Text(order.Profile.Processors);
        var variables = new Dictionary<string, string>
        {
            ["PATH"] = "/usr/bin:/bin",
            ["HOME"] = SandboxPaths.Home,
            ["USER"] = "u",
            ["LANG"] = "C.UTF-8",
            ["TMPDIR"] = "/tmp",
            ["WORKBENCH_BROKER"] = SandboxPaths.BrokerSocket,
            ["DOTNET_EnableDiagnostics"] = "0",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_TieredPGO"] = "0",
            ["DOTNET_gcServer"] = "0",

            // Without /sys the runtime cannot see its limits, so they are told. The heap limit is read as hexadecimal.
            ["DOTNET_GCHeapHardLimit"] = order.Profile.ManagedHeapBytes.ToString("X", CultureInfo.InvariantCulture),
            ["DOTNET_PROCESSOR_COUNT"] = processors,
            ["OMP_NUM_THREADS"] = processors,
            ["OPENBLAS_NUM_THREADS"] = processors,
        };
        if (order.DotnetRoot is { } root)
        {
            variables["DOTNET_ROOT"] = IsBelowUsr(root) ? root : SandboxPaths.DotnetRoot;
        }

        foreach (var (name, value) in order.Environment)
        {
            variables[name] = value;
        }

        return variables;
    }

    private static IEnumerable<string> System(SandboxOrder order, Func<string, bool> exists)
    {
        IEnumerable<string> arguments =
        [
            "--ro-bind", "/usr", "/usr", "--symlink", "usr/bin", "/bin", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64",
            .. HostFiles.Where(exists).SelectMany(ReadOnly),
        ];
        return order.DotnetRoot is { } root && !IsBelowUsr(root) ? [.. arguments, "--ro-bind", root, SandboxPaths.DotnetRoot] : arguments;
    }

    private static IEnumerable<string> Proc(Func<string, bool> exists) =>
    [
        "--proc", "/proc",
        .. MaskedProcFiles.Select(name => "/proc/" + name).Where(exists).SelectMany(path => new[] { "--ro-bind", "/dev/null", path }),
        "--ro-bind", "/proc/sys", "/proc/sys",
        .. MaskedProcFolders.Select(name => "/proc/" + name).Where(exists).SelectMany(path => new[] { "--tmpfs", path, "--remount-ro", path }),
    ];

    /// <summary>The launcher's own tmpfs, whose number of files is limited too; where it made none, bwrap's, which has only a size.</summary>
    private static IEnumerable<string> Temporary(SandboxOrder order, string name, string place, long bytes, Func<string, bool> exists) =>
        Path.Combine(order.SessionFolder, name) is var made && exists(made) ? ["--bind", made, place] : ["--size", Text(bytes), "--tmpfs", place];

    private static IEnumerable<string> Session(SandboxOrder order)
    {
        IEnumerable<string> arguments =
        [
            "--bind", Path.Combine(order.SessionFolder, "home"), SandboxPaths.Home,
            "--bind", Path.Combine(order.SessionFolder, "run"), SandboxPaths.Run,

            // The folder, not the socket: a file bind would go on pointing at a socket that the server has replaced.
            "--ro-bind", Path.Combine(order.SessionFolder, "broker"), SandboxPaths.Broker,
        ];
        arguments = order.ProgramFolder is { } program ? [.. arguments, "--ro-bind", program, SandboxPaths.KernelProgram] : arguments;

        // Read when the session starts, but what is put into the folder later is seen as well. bwrap's "try": a folder that goes keeps nobody from working.
        arguments = order.PackagesFolder is { } packages ? [.. arguments, "--ro-bind-try", packages, SandboxPaths.Packages] : arguments;
        arguments = order.RFolder is { } r ? [.. arguments, "--ro-bind", r, SandboxPaths.RPackages] : arguments;
        return order.PythonFolder is { } python ? [.. arguments, "--ro-bind", python, SandboxPaths.PythonPackages] : arguments;
    }

    private static string[] ReadOnly(string path) => ["--ro-bind", path, path];

    private static bool IsBelowUsr(string path) => path.StartsWith("/usr/", StringComparison.Ordinal);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
