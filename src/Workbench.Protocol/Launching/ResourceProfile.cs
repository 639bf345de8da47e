using System.Globalization;

namespace Workbench.Protocol.Launching;

/// <summary>
/// What one session may use. There are three, by name; admins set their amounts (<see cref="ResourceProfiles"/>). Amounts are
/// bytes unless the name says otherwise.
/// </summary>
/// <param name="Name">small, medium or large.</param>
/// <param name="MemoryBytes">Memory of the whole session, or of each process where the host has no control groups.</param>
/// <param name="Processors">Processors at full load; runtimes are told the number too.</param>
/// <param name="Processes">Processes and threads of the session.</param>
/// <param name="HomeBytes">Size of the home folder.</param>
/// <param name="IdleMinutes">After how long without work the session is stopped.</param>
/// <param name="LongestHours">How long a session may live at all.</param>
public sealed record ResourceProfile(
    string Name, long MemoryBytes, int Processors, int Processes, long HomeBytes, int IdleMinutes, int LongestHours)
{
    private const long MiB = 1L << 20;

    /// <summary>Name of the profile that a session gets when nothing else is asked for.</summary>
    public const string Default = "medium";

    /// <summary>The profiles as they are before an admin changes them, smallest first.</summary>
    public static IReadOnlyList<ResourceProfile> Defaults { get; } =
    [
        new("small", 1024 * MiB, 1, 256, 512 * MiB, 60, 24),
        new("medium", 4096 * MiB, 2, 512, 2048 * MiB, 120, 72),
        new("large", 16384 * MiB, 4, 1024, 8192 * MiB, 240, 168),
    ];

    /// <summary>Hard limit of a .NET kernel's heap: low enough that the kernel can still report it.</summary>
    public long ManagedHeapBytes => MemoryBytes / 4 * 3;

    /// <summary>Private writable memory of one process (RLIMIT_DATA); below the session's, so that a cell fails before the kernel is ended.</summary>
    public long DataBytes => MemoryBytes / 16 * 15;

    /// <summary>Size of /tmp; its pages are memory.</summary>
    public long TemporaryBytes => MemoryBytes / 16;

    /// <summary>Size of /dev/shm; its pages are memory.</summary>
    public long SharedMemoryBytes => MemoryBytes / 64;

    /// <summary>Files and folders in the home folder: one per 16 KiB.</summary>
    public long HomeFiles => HomeBytes / (16 << 10);

    /// <summary>Files and folders in /tmp, and again in /dev/shm.</summary>
    public static int TemporaryFiles => 20_000;

    /// <summary>File descriptors of one process.</summary>
    public static int OpenFiles => 4096;

    /// <summary>The first thing that is wrong with the amounts, in words, or null.</summary>
    public string? Objection() => this switch
    {
        { Name: not ("small" or "medium" or "large") } => "A resource profile is named small, medium or large.",
        { MemoryBytes: < 512 * MiB or > 1L << 42 } => Range("memoryBytes", 512 * MiB, 1L << 42),
        { Processors: < 1 or > 1024 } => Range("processors", 1, 1024),
        { Processes: < 128 or > 32768 } => Range("processes", 128, 32768),
        { HomeBytes: < 64 * MiB or > 1L << 42 } => Range("homeBytes", 64 * MiB, 1L << 42),
        { IdleMinutes: < 5 or > 43_200 } => Range("idleMinutes", 5, 43_200),
        { LongestHours: < 1 or > 2_160 } => Range("longestHours", 1, 2_160),
        _ => null,
    };

    private string Range(string what, long least, long most) =>
        string.Create(CultureInfo.InvariantCulture, $"{what} of the resource profile {Name} must be from {least} to {most}.");
}
