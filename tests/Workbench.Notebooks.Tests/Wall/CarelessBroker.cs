using System.Net.Sockets;

namespace Workbench.Notebooks.Tests.Wall;

/// <summary>A broker that says yes to everything, so that it can be seen that the attacks on a broker can succeed.</summary>
internal sealed class CarelessBroker : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public CarelessBroker(string path)
    {
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen(512);
        _ = ServeAsync();
    }

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await _listener.AcceptAsync());
            }
        }
        catch (SocketException)
        {
            // The test is over.
        }
    }

    private static async Task AnswerAsync(Socket socket)
    {
        using (socket)
        {
            var buffer = new byte[1 << 16];
            var answered = false;
            try
            {
                while (await socket.ReceiveAsync(buffer) > 0)
                {
                    if (!answered)
                    {
                        answered = true;
                        await socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
                    }
                }
            }
            catch (SocketException)
            {
                // The client left.
            }
        }
    }
}
