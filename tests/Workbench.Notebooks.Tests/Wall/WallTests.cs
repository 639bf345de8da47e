using Workbench.Notebooks.Tests.Sessions;

namespace Workbench.Notebooks.Tests.Wall;

/// <summary>
/// "From a cell, X does not exist", one row each. Each row is tried without the sandbox too, where it must be open: a check
/// that cannot fail proves nothing. (Without root some ways are closed to everybody, so only the inside is checked then.)
/// </summary>
public sealed class WallTests(WallFixture wall) : IClassFixture<WallFixture>
{
    [Theory]
    [InlineData("raw store")]
    [InlineData("server data")]
    [InlineData("other session's folder")]
    [InlineData("launcher's socket")]
    [InlineData("session records")]
    [InlineData("own journal")]
    [InlineData("supervisor's link")]
    [InlineData("host's /etc/passwd")]
    [InlineData("host's /root")]
    [InlineData("host's /sys")]
    [InlineData("root of a host process")]
    [InlineData("host's processes")]
    [InlineData("environment of others")]
    [InlineData("inherited descriptor")]
    [InlineData("write to /usr")]
    [InlineData("core pattern")]
    [InlineData("kernel symbols")]
    [InlineData("tcp to the host")]
    [InlineData("network interface")]
    [InlineData("abstract socket")]
    [InlineData("AF_NETLINK")]
    [InlineData("AF_VSOCK")]
    [InlineData("AF_PACKET")]
    [InlineData("raw IP")]
    [InlineData("ptrace")]
    [InlineData("process_vm_readv")]
    [InlineData("kcmp")]
    [InlineData("pidfd_getfd")]
    [InlineData("keyring")]
    [InlineData("keyctl")]
    [InlineData("io_uring")]
    [InlineData("userfaultfd")]
    [InlineData("bpf")]
    [InlineData("perf_event_open")]
    [InlineData("personality")]
    [InlineData("new user namespace")]
    [InlineData("new mount namespace")]
    [InlineData("clone with namespace")]
    [InlineData("mount")]
    [InlineData("chroot")]
    [InlineData("setuid 0")]
    [InlineData("become another uid")]
    [InlineData("set hostname")]
    [InlineData("kernel log")]
    [InlineData("open_by_handle_at")]
    [InlineData("block device")]
    [InlineData("fanotify")]
    public void Way_out_of_a_cell_is_blocked_and_open_without_the_sandbox(string probe)
    {
        Assert.StartsWith("blocked", wall.Inside(probe), StringComparison.Ordinal);
        if (SessionHost.IsRoot)
        {
            Assert.Equal("open", wall.Outside(probe));
        }
    }
}
