namespace Workbench.Protocol.Launching;

/// <summary>How a kernel is asked to stop its cell.</summary>
public enum InterruptMode
{
    /// <summary>An <c>interrupt_request</c> on the control channel.</summary>
    Message,

    /// <summary>SIGINT to the kernel process.</summary>
    Signal,
}

/// <summary>
/// One kind of kernel that the sandbox knows how to start. The list is code, not files: what runs inside the wall is
/// decided when the product is built, and no writable file can change it.
/// </summary>
/// <param name="Name">Name in notebooks, e.g. <c>.net-csharp</c>.</param>
/// <param name="DisplayName">Name for people.</param>
/// <param name="Language">Language of its cells.</param>
/// <param name="ProgramFolder">Folder below the runtime folder that is bound read-only to /opt/kernel, or null.</param>
/// <param name="Arguments">Command inside the sandbox.</param>
/// <param name="Environment">Variables added inside the sandbox.</param>
/// <param name="InterruptMode">How a running cell is stopped.</param>
/// <param name="RequiredFile">
/// File that must exist on the host for the kernel to be there; relative to <paramref name="ProgramFolder"/> unless absolute.
/// </param>
/// <param name="InstallHint">What to do when it is not there.</param>
public sealed record KernelSpec(
    string Name, string DisplayName, string Language, string? ProgramFolder, IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string> Environment, InterruptMode InterruptMode, string RequiredFile, string InstallHint)
{
    /// <summary>
    /// Cell that a slot of the warm pool runs once, silently, before it is anybody's. It must leave nothing behind that a cell
    /// of the person could notice.
    /// </summary>
    public string WarmUp { get; init; } = "";

    /// <summary>True when the kernel's program is there.</summary>
    /// <param name="runtimeFolder">Folder of the published programs (DATA/runtime).</param>
    public bool IsInstalled(string runtimeFolder) => File.Exists(FileIn(runtimeFolder));

    /// <summary>Where <see cref="RequiredFile"/> stands on this host.</summary>
    /// <param name="runtimeFolder">Folder of the published programs (DATA/runtime).</param>
    public string FileIn(string runtimeFolder) =>
        Path.IsPathRooted(RequiredFile) ? RequiredFile : Path.Combine(runtimeFolder, ProgramFolder ?? "", RequiredFile);
}
