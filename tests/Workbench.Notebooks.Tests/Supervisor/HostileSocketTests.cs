using System.Net.Sockets;
using Workbench.Supervisor.Kernels;

namespace Workbench.Notebooks.Tests.Supervisor;

/// <summary>What a kernel can put in the place of its own socket.</summary>
public sealed class HostileSocketTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wb-socket-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Own_socket_is_pinned_and_reached_even_after_it_was_exchanged()
    {
        var path = Path.Combine(_folder, "k-1");
        using var listener = Listen(path);
        using var pinned = HostileSocket.TryPin(path)!;
        File.Delete(path);
        File.CreateSymbolicLink(path, "/run/other.sock");

        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Connect(new UnixDomainSocketEndPoint(pinned.Path));

        Assert.True(client.Connected);
    }

    [Fact]
    public void Link_to_another_socket_is_refused()
    {
        using var listener = Listen(Path.Combine(_folder, "other"));
        File.CreateSymbolicLink(Path.Combine(_folder, "k-1"), Path.Combine(_folder, "other"));

        Assert.Throws<HostileKernelException>(() => HostileSocket.TryPin(Path.Combine(_folder, "k-1")));
    }

    [Fact]
    public void Plain_file_is_refused_and_nothing_is_awaited()
    {
        File.WriteAllText(Path.Combine(_folder, "k-1"), "");

        Assert.Throws<HostileKernelException>(() => HostileSocket.TryPin(Path.Combine(_folder, "k-1")));
        Assert.Null(HostileSocket.TryPin(Path.Combine(_folder, "k-2")));
    }

    private static Socket Listen(string path)
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        return listener;
    }
}
