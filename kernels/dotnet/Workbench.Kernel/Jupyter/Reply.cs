namespace Workbench.Kernel.Jupyter;

/// <summary>An answer to a request.</summary>
/// <param name="MsgType">Such as <c>execute_reply</c>.</param>
/// <param name="Content">A JSON object.</param>
/// <param name="AbortsQueued">The cell failed, and its client wants those behind it not to run.</param>
internal sealed record Reply(string MsgType, byte[] Content, bool AbortsQueued = false);
