using Workbench.Protocol.Jupyter;
using Workbench.Protocol.Zmtp;

namespace Workbench.Kernel.Jupyter;

/// <summary>A message that came in, and the way back.</summary>
/// <param name="Message">What was asked.</param>
/// <param name="Client">The identity of the client's connection; its stdin socket has the same.</param>
/// <param name="Socket">Where it came in.</param>
internal sealed record Request(JupyterMessage Message, ReadOnlyMemory<byte> Client, ZmtpRouter Socket);
