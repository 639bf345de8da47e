using System.Globalization;

namespace Workbench.Protocol.Jupyter;

/// <summary>Makes headers for one sender: its session, and a number that rises with each message.</summary>
public sealed class JupyterHeaders(string session, string username, TimeProvider time)
{
    private long count;

    public string Session => session;

    public JupyterHeader Next(string msgType) => new(
        string.Create(CultureInfo.InvariantCulture, $"{session}_{Interlocked.Increment(ref count)}"),
        msgType,
        session,
        username,
        time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
        JupyterHeader.ProtocolVersion);
}
