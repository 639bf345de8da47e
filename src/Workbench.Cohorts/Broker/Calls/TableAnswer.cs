using System.Buffers;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Workbench.Protocol.Broker;

namespace Workbench.Cohorts.Broker.Calls;

/// <summary>
/// Sends the rows of a table once decision and audit event are committed. A large answer goes past the web server, straight
/// from the file into the session's socket: its pipe of small blocks takes longer over such an answer than the reader takes
/// to decode it. The bytes are copied, not shared: no page of a snapshot's file ever belongs to a session.
/// </summary>
internal static class TableAnswer
{
    /// <summary>From here on an answer is large, in bytes.</summary>
    public const int LargeBytes = 1024 * 1024;

    /// <param name="http">The call; its response has not begun.</param>
    /// <param name="contentType">The media type of the file.</param>
    /// <param name="opened">What let it through, for the answer's head.</param>
    /// <param name="answer">What may be sent, and nothing else.</param>
    public static async Task SendAsync(HttpContext http, string contentType, PermittedSnapshot opened, FileStream answer)
    {
        http.Response.StatusCode = StatusCodes.Status200OK;
        if (answer.Length >= LargeBytes && http.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
        {
            await SendLargeAsync(http, socket, contentType, opened, answer);
            return;
        }

        http.Response.ContentType = contentType;
        http.Response.ContentLength = answer.Length;
        BrokerAnswer.Name(http, opened);
        await answer.CopyToAsync(http.Response.Body, LargeBytes, http.RequestAborted);
    }

    // RFC 9112: the connection ends with this answer, so that the web server, which knows nothing of it, says nothing more on it.
    private static async Task SendLargeAsync(HttpContext http, Socket socket, string contentType, PermittedSnapshot opened, FileStream answer)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"""
            HTTP/1.1 200 OK
            Content-Type: {contentType}
            Content-Length: {answer.Length}
            Cache-Control: no-store
            {BrokerContract.SnapshotHeader}: {opened.Snapshot.Label}
            {BrokerContract.PermitHeader}: {opened.Grant.Permit.Id.Value}
            Connection: close


            """).ReplaceLineEndings("\r\n");
        var buffer = ArrayPool<byte>.Shared.Rent(LargeBytes);
        try
        {
            var ready = Encoding.ASCII.GetBytes(head, buffer);
            do
            {
                await SendAllAsync(socket, buffer.AsMemory(0, ready), http.RequestAborted);
                ready = RandomAccess.Read(answer.SafeFileHandle, buffer, answer.Position);
                answer.Position += ready;
            }
            while (ready > 0);
        }
        catch (SocketException)
        {
            // The client went away; a reader sees by the length that the answer is not whole.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            http.Abort();
        }
    }

    private static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None, cancellation)..];
        }
    }
}
