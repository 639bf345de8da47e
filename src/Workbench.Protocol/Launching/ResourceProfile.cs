using System.Diagnostics.CodeAnalysis;

namespace Workbench.Protocol.Launching;

/// <summary>What one session may use. Amounts are bytes unless the name says otherwise.</summary>
/// <param name="Name">Name in requests and pages.</param>
/// <param name="MemoryBytes">Writable private memory of one process (RLIMIT_DATA).</param>
/// <param name="ManagedHeapBytes">Hard limit of a .NET kernel's heap, below <paramref name="MemoryBytes"/> so that the kernel can still report it.</param>
/// <param name="Processors">Processors that runtimes are told to use.</param>
/// <param name="Processes">Processes and threads of the session's uid; holds only where every session has its own uid.</param>
/// <param name="FileBytes">Largest single file.</param>
/// <param name="TemporaryBytes">Size of /tmp.</param>
/// <param name="SharedMemoryBytes">Size of /dev/shm.</param>
/// <param name="OpenFiles">File descriptors of one process.</param>
public sealed record ResourceProfile(
    string Name, long MemoryBytes, long ManagedHeapBytes, int Processors, int Processes,
    long FileBytes, long TemporaryBytes, long SharedMemoryBytes, int OpenFiles)
{
    private const long MiB = 1L << 20;

    /// <summary>Name of the profile that a session gets when nothing else is asked for.</summary>
    public const string Default = "medium";

    /// <summary>All profiles, smallest first.</summary>
    public static IReadOnlyList<ResourceProfile> All { get; } =
    [
        new("small", 1024 * MiB, 640 * MiB, 1, 256, 512 * MiB, 64 * MiB, 16 * MiB, 2048),
        new("medium", 4096 * MiB, 3072 * MiB, 2, 512, 2048 * MiB, 256 * MiB, 64 * MiB, 4096),
        new("large", 16384 * MiB, 12288 * MiB, 4, 1024, 8192 * MiB, 1024 * MiB, 256 * MiB, 4096),
    ];

    public static bool TryFind(string name, [NotNullWhen(true)] out ResourceProfile? profile)
    {
        profile = All.FirstOrDefault(p => p.Name == name);
        return profile is not null;
    }
}
