using System.Net.Sockets;
using System.Text;
using Workbench.Notebooks.Sessions;

namespace Workbench.Notebooks.Tests.Sessions;

/// <summary>A cell in the sandbox, against a broker socket that the server's hook opens in the session folder.</summary>
internal static class CellWithBroker
{
    /// <param name="answer">Status and body (a character a byte) for the path and query of a call.</param>
    public static async Task<string> RunAsync(SessionHost host, string kernel, string cell, Func<string, (int Status, string Body)> answer)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var hooks = new SessionHooks
        {
            FolderReady = (info, cancellation) =>
            {
                listener.Bind(new UnixDomainSocketEndPoint(info.BrokerSocket));
                File.SetUnixFileMode(info.BrokerSocket, (UnixFileMode)0b110_110_000);
                listener.Listen();
                _ = ServeAsync(listener, answer);
                return Task.CompletedTask;
            },
        };
        await using var registry = host.NewRegistry(hooks);
        var start = await registry.StartAsync(new SessionOrder("demo-researcher", kernel));
        Assert.True(start.Started, start.Refusal?.Message);
        var text = await Cells.RunAsync(start.Session, cell);
        await registry.StopAsync(start.Session.Id);
        return text;
    }

    private static async Task ServeAsync(Socket listener, Func<string, (int Status, string Body)> answer)
    {
        try
        {
            while (true)
            {
                using var socket = await listener.AcceptAsync();
                await using var stream = new NetworkStream(socket);
                using var reader = new StreamReader(stream, leaveOpen: true);
                var target = (await reader.ReadLineAsync())!.Split(' ')[1];
                var (status, body) = answer(target);
                var response = $"HTTP/1.1 {status} X\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";
                await stream.WriteAsync(Encoding.Latin1.GetBytes(response));
            }
        }
        catch (SocketException)
        {
            // The test is over.
        }
    }
}
