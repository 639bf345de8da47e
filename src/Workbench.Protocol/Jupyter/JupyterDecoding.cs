namespace Workbench.Protocol.Jupyter;

/// <summary>What came of reading a message; all but <see cref="Ok"/> are reasons to drop it.</summary>
public enum JupyterDecoding
{
    Ok,
    NoDelimiter,
    TooFewFrames,
    BadSignature,

    /// <summary>A part is not exactly one JSON object in UTF-8 of bounded depth.</summary>
    BadJson,

    /// <summary><c>msg_id</c> or <c>msg_type</c> is missing.</summary>
    BadHeader,

    /// <summary>The WebSocket frame names no known channel.</summary>
    BadChannel,

    /// <summary>The offsets of a WebSocket frame do not fit its length.</summary>
    BadOffsets,
}
