namespace Workbench.Protocol.Launching.Spawning;

/// <summary>Error numbers of Linux that decisions depend on (errno(3), x86-64 and arm64).</summary>
internal static class Errno
{
    public const int Interrupted = 4;
}
