namespace Workbench.Protocol.Zmtp;

/// <summary>The peer broke ZMTP or a bound of <see cref="ZmtpOptions"/>, or it is gone. The connection is of no further use.</summary>
public sealed class ZmtpException : IOException
{
    public ZmtpException(string message)
        : base(message)
    {
    }

    public ZmtpException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
