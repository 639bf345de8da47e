namespace Workbench.Protocol.Launching;

/// <summary>
/// What a client may ask of the launcher: one JSON line per connection, answered by one <see cref="LauncherReply"/> line.
/// Names and ids only; a path or a command line cannot be expressed.
/// </summary>
/// <param name="Verb">One of <see cref="LauncherVerbs"/>.</param>
/// <param name="Start">Set for <see cref="LauncherVerbs.StartSession"/>.</param>
/// <param name="Session">Set for <see cref="LauncherVerbs.StopSession"/>.</param>
/// <param name="Order">Set for <see cref="LauncherVerbs.BuildSnapshot"/>: the order's id.</param>
/// <param name="Profiles">Set for <see cref="LauncherVerbs.SetProfiles"/>: all three.</param>
public sealed record LauncherRequest(
    string Verb, StartSessionOrder? Start = null, SessionId? Session = null, string? Order = null, IReadOnlyList<ResourceProfile>? Profiles = null);

/// <summary>The verbs of <see cref="LauncherRequest"/>.</summary>
public static class LauncherVerbs
{
    public const string StartSession = "start-session";

    /// <summary>Ends the session's processes, removes its folder and frees its uid. Also forgets a session that ended by itself.</summary>
    public const string StopSession = "stop-session";

    public const string ListSessions = "list-sessions";

    /// <summary>Runs Deidentify for one approved order and answers when it has ended.</summary>
    public const string BuildSnapshot = "build-snapshot";

    /// <summary>Can a sandbox be made on this host?</summary>
    public const string Status = "status";

    /// <summary>The resource profiles as they are.</summary>
    public const string ListProfiles = "list-profiles";

    /// <summary>Replaces the amounts of the three resource profiles for sessions to come.</summary>
    public const string SetProfiles = "set-profiles";
}

/// <summary>Everything that is fixed about a session before its kernel starts.</summary>
/// <param name="Session">The session's name.</param>
/// <param name="Owner">Name of the person whose session it is.</param>
/// <param name="Project">Project the session works for, or null.</param>
/// <param name="KernelSpec">Name of a spec of <see cref="KernelSpecs"/>.</param>
/// <param name="ResourceProfile">Name of a <see cref="Launching.ResourceProfile"/>.</param>
/// <param name="StartedAt">When it was ordered (UTC).</param>
public sealed record StartSessionOrder(
    SessionId Session, string Owner, string? Project, string KernelSpec, string ResourceProfile, DateTimeOffset StartedAt);

/// <summary>One session as the launcher knows it.</summary>
/// <param name="Order">What was ordered.</param>
/// <param name="Folder">The session's folder (absolute).</param>
/// <param name="Uid">Host uid that the session's processes run as.</param>
/// <param name="Running">False when the supervisor has ended; the folder is kept until the session is stopped.</param>
/// <param name="Limits">What it may use, as it was when it started.</param>
public sealed record LaunchedSession(StartSessionOrder Order, string Folder, int Uid, bool Running, SessionLimits? Limits = null);

/// <summary>Whether kernels can be started here, and what is lost compared with a full installation.</summary>
/// <param name="Ready">True when a sandbox was really made.</param>
/// <param name="Code">Stable reason code when not ready; see <see cref="LauncherRefusals"/>.</param>
/// <param name="Text">The reason and what to do, or a one-line confirmation.</param>
/// <param name="SeparateUids">False when all sessions share one uid because the launcher does not run as root.</param>
/// <param name="Notices">What this installation cannot hold, in words.</param>
/// <param name="Warm">Kernels that wait for somebody; null when nobody looked.</param>
public sealed record SandboxStatus(
    bool Ready, string? Code, string Text, bool SeparateUids, IReadOnlyList<string> Notices, IReadOnlyList<WarmKernels>? Warm = null);

/// <summary>Kernels of one kind that wait to be claimed.</summary>
/// <param name="Kernel">Name of the spec.</param>
/// <param name="Profile">Name of the resource profile.</param>
/// <param name="Ready">How many can be claimed now.</param>
/// <param name="Coming">How many are being started.</param>
public sealed record WarmKernels(string Kernel, string Profile, int Ready, int Coming);

/// <summary>End of a Deidentify run.</summary>
/// <param name="ExitCode">0 when the snapshot was built; 128 + signal number when the process was killed.</param>
/// <param name="Message">Last line that it wrote to standard error, or null. Deidentify names file, row and column, never a value.</param>
public sealed record BuildResult(int ExitCode, string? Message);

/// <summary>The launcher's answer. Exactly one of the other fields is set when <paramref name="Refusal"/> is null.</summary>
public sealed record LauncherReply(
    LauncherRefusal? Refusal = null,
    LaunchedSession? Started = null,
    IReadOnlyList<LaunchedSession>? Sessions = null,
    bool? Stopped = null,
    BuildResult? Built = null,
    SandboxStatus? Status = null,
    IReadOnlyList<ResourceProfile>? Profiles = null);

/// <summary>A "no" of the launcher, with a stable code of <see cref="LauncherRefusals"/>.</summary>
public sealed record LauncherRefusal(string Code, string Message);

/// <summary>Codes of <see cref="LauncherRefusal"/> and of a <see cref="SandboxStatus"/> that is not ready.</summary>
public static class LauncherRefusals
{
    public const string BubblewrapMissing = "bubblewrap-missing";
    public const string NamespacesForbidden = "namespaces-forbidden";
    public const string SandboxFailed = "sandbox-failed";
    public const string SupervisorMissing = "supervisor-missing";
    public const string KernelUnknown = "kernel-unknown";
    public const string KernelNotInstalled = "kernel-not-installed";
    public const string ProfileUnknown = "profile-unknown";

    /// <summary>The amounts of the profiles are damaged or impossible.</summary>
    public const string ProfilesInvalid = "profiles-invalid";
    public const string SessionExists = "session-exists";
    public const string SessionUnknown = "session-unknown";
    public const string SessionNotEnding = "session-not-ending";
    public const string NoFreeUid = "no-free-uid";
    public const string PathTooLong = "path-too-long";
    public const string OrderInvalid = "order-invalid";
    public const string OrderRunning = "order-running";
    public const string DeidentifyMissing = "deidentify-missing";
    public const string RequestInvalid = "request-invalid";

    /// <summary>The launcher does not answer on its socket (used by its clients).</summary>
    public const string LauncherUnreachable = "launcher-unreachable";
}
