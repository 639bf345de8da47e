using Workbench.Protocol.Launching;

namespace Workbench.Launcher.Warm;

/// <summary>
/// What a slot was made for. A person gets a slot only when all of it is what a cold start would use at that moment; anything
/// else means that profiles, programs or this host have changed since.
/// </summary>
/// <param name="Kernel">Name of the spec.</param>
/// <param name="Limits">Profile and what the host holds of it.</param>
/// <param name="Programs">Which files kernel and supervisor are started from.</param>
/// <param name="Packages">Which folder of packages is bound; null: none.</param>
internal sealed record WarmKind(string Kernel, SessionLimits Limits, string Programs, string? Packages)
{
    /// <summary>Size and time of the programs' files: a new installation has others.</summary>
    /// <param name="paths">Files of kernel and supervisor.</param>
    public static string StampOf(params string[] paths) => string.Join(';', paths.Select(path => new FileInfo(path) is { Exists: true } file
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{path} {file.Length} {file.LastWriteTimeUtc.Ticks}")
        : $"{path} missing"));
}
