using System.Runtime.InteropServices;

namespace Workbench.Notebooks.Tests.Seccomp;

/// <summary>
/// Makes the two filters of src/Workbench.Supervisor/Seccomp with libseccomp. Two, because within one libseccomp filter an
/// unconditional "allow" of a call beats a conditional refusal of the same call; of two filters the stricter answer wins.
/// </summary>
internal static class SeccompCompiler
{
    private const uint Allow = 0x7fff0000;
    private const int NotPermitted = 1;
    private const int NoSuchCall = 38;
    private const int NotSupported = 95;
    private const int NoSuchFamily = 97;
    private const int Netlink = 16;
    private const int MaskedEqual = 7;
    private const int GreaterOrEqual = 5;
    private const ulong Low32 = 0xffffffff;

    /// <summary>Calls that answer "not permitted" instead of "no such call", which programs report more clearly.</summary>
    private static readonly string[] Refused =
    [
        "acct", "add_key", "bpf", "chroot", "delete_module", "fanotify_init", "fanotify_mark", "finit_module", "fsconfig", "fsmount", "fsopen",
        "fspick", "init_module", "io_uring_enter", "io_uring_register", "io_uring_setup", "ioperm", "iopl", "kcmp", "kexec_file_load",
        "kexec_load", "keyctl", "lookup_dcookie", "memfd_secret", "migrate_pages", "modify_ldt", "mount", "mount_setattr", "move_mount",
        "move_pages", "mq_open", "mq_unlink", "name_to_handle_at", "nfsservctl", "open_by_handle_at", "open_tree", "perf_event_open",
        "personality", "pidfd_getfd", "pidfd_send_signal", "pivot_root", "process_madvise", "process_vm_readv", "process_vm_writev", "ptrace", "quotactl", "quotactl_fd",
        "reboot", "request_key", "setdomainname", "sethostname", "setns", "settimeofday", "swapoff", "swapon", "sync", "syncfs", "syslog", "umount2",
        "unshare", "userfaultfd", "vhangup", "vmsplice",
    ];

    /// <summary>CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET, NEWTIME.</summary>
    private static readonly ulong[] NamespaceFlags = [0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000, 0x80];

    /// <summary>TIOCSTI, TIOCLINUX (typing into somebody's terminal), TIOCSETD (line disciplines).</summary>
    private static readonly ulong[] TerminalRequests = [0x5412, 0x541C, 0x5423];

    /// <summary>F_NOTIFY: tells what happens in a folder, also in one that other sessions have too. (inotify and flock are not on the list at all.)</summary>
    private const ulong FolderNotice = 1026;

    /// <summary>RWF_NOWAIT of preadv2(2): tells whether a page of a file is in memory, so whether somebody read it lately.</summary>
    private const ulong WithoutWaiting = 8;

    /// <summary>EOPNOTSUPP: what a file system says that does not know the flag.</summary>
    private const int FlagUnknown = 95;

    private static readonly ulong[] PermittedFamilies = [1, 2, 10];

    /// <summary>The filter that lets nothing pass but a list of calls.</summary>
    public static byte[] AllowFilter(IEnumerable<string> allowed)
    {
        var filter = Seccomp.Init(Error(NoSuchCall));
        foreach (var name in allowed)
        {
            Seccomp.Add(filter, Allow, name);
        }

        foreach (var name in Refused)
        {
            Seccomp.Add(filter, Error(NotPermitted), name);
        }

        return Seccomp.Export(filter);
    }

    /// <summary>The filter that refuses some arguments of allowed calls.</summary>
    public static byte[] DenyFilter()
    {
        var filter = Seccomp.Init(Allow);
        foreach (var flag in NamespaceFlags)
        {
            Seccomp.Add(filter, Error(NotPermitted), "clone", new Comparison(0, MaskedEqual, flag, flag));
        }

        foreach (var request in TerminalRequests)
        {
            Seccomp.Add(filter, Error(NotPermitted), "ioctl", new Comparison(1, MaskedEqual, Low32, request));
        }

        Seccomp.Add(filter, Error(NotPermitted), "fcntl", new Comparison(1, MaskedEqual, Low32, FolderNotice));

        Seccomp.Add(filter, Error(FlagUnknown), "preadv2", new Comparison(5, MaskedEqual, WithoutWaiting, WithoutWaiting));

        // Sockets: Unix and the private loopback only. AF_VSOCK would reach the hypervisor past the network namespace.
        // AF_NETLINK must say "not supported": libzmq aborts when getifaddrs fails with "not permitted".
        foreach (var call in new[] { "socket", "socketpair" })
        {
            for (ulong family = 0; family < 64; family++)
            {
                if (!PermittedFamilies.Contains(family))
                {
                    Seccomp.Add(filter, Error(family == Netlink ? NotSupported : NoSuchFamily), call, new Comparison(0, MaskedEqual, Low32, family));
                }
            }

            Seccomp.Add(filter, Error(NoSuchFamily), call, new Comparison(0, GreaterOrEqual, 64, 0));
        }

        foreach (ulong family in new ulong[] { 2, 10 })
        {
            const ulong rawSocket = 3;
            Seccomp.Add(filter, Error(NotPermitted), "socket", new Comparison(0, MaskedEqual, Low32, family), new Comparison(1, MaskedEqual, 0xf, rawSocket));
        }

        foreach (ulong deviceType in new ulong[] { 0x2000, 0x6000 })
        {
            Seccomp.Add(filter, Error(NotPermitted), "mknod", new Comparison(1, MaskedEqual, 0xf000, deviceType));
            Seccomp.Add(filter, Error(NotPermitted), "mknodat", new Comparison(2, MaskedEqual, 0xf000, deviceType));
        }

        return Seccomp.Export(filter);
    }

    private static uint Error(int number) => 0x00050000u | (uint)number;

    /// <summary>struct scmp_arg_cmp.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Comparison(uint argument, int operation, ulong first, ulong second)
    {
        public uint Argument = argument;
        public int Operation = operation;
        public ulong First = first;
        public ulong Second = second;
    }

    private static class Seccomp
    {
        private const string Library = "libseccomp.so.2";

        [DllImport(Library, EntryPoint = "seccomp_init")]
        public static extern IntPtr Init(uint defaultAction);

        /// <summary>Adds a rule; a call that this architecture does not have needs none.</summary>
        public static void Add(IntPtr filter, uint action, string call, params Comparison[] comparisons)
        {
            var number = Resolve(call);
            if (number >= 0)
            {
                Assert.Equal(0, AddRule(filter, action, number, (uint)comparisons.Length, comparisons));
            }
        }

        public static byte[] Export(IntPtr filter)
        {
            var path = Path.GetTempFileName();
            try
            {
                using (var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write))
                {
                    Assert.Equal(0, ExportBpf(filter, (int)file.DangerousGetHandle()));
                }

                return File.ReadAllBytes(path);
            }
            finally
            {
                Release(filter);
                File.Delete(path);
            }
        }

        [DllImport(Library, EntryPoint = "seccomp_syscall_resolve_name")]
        private static extern int Resolve(string name);

        [DllImport(Library, EntryPoint = "seccomp_rule_add_array")]
        private static extern int AddRule(IntPtr filter, uint action, int call, uint count, Comparison[] comparisons);

        [DllImport(Library, EntryPoint = "seccomp_export_bpf")]
        private static extern int ExportBpf(IntPtr filter, int descriptor);

        [DllImport(Library, EntryPoint = "seccomp_release")]
        private static extern void Release(IntPtr filter);
    }
}
