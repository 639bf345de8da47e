using Workbench.Protocol.Launching;
using Workbench.Protocol.Launching.Spawning;

namespace Workbench.Launcher.Sessions;

/// <summary>
/// Can a sandbox be made here? Answered by making one, with everything a kernel's has. A "yes" is remembered; a "no" is
/// tried again each time, so that an installed package is noticed without a restart.
/// </summary>
/// <param name="options">Uids and runtime folder.</param>
/// <param name="ownership">Sets owners of the trial's folder.</param>
/// <param name="supervisors">The supervisor makes the sandbox, as a session's uid.</param>
internal sealed class SandboxCheck(LauncherOptions options, Ownership ownership, SupervisorStart supervisors) : IDisposable
{
    private const string SharedUidNotice =
        "The launcher does not run as root, so all sessions, the server and the raw side share one uid: a session is held off other "
        + "sessions' and the server's files by the sandbox's mounts alone, and processes per session are not limited. Run it as root for separate uids.";

    private const string NoGroupLimits =
        "Memory is limited per process, not per session; processors are advised, not enforced; a session's home folder has no quota.";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private SandboxStatus? _ready;

    public async Task<SandboxStatus> StatusAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_ready is not null)
            {
                return _ready;
            }

            var status = await TryAsync().ConfigureAwait(false);
            _ready = status.Ready ? status : null;
            return status;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<SandboxStatus> TryAsync()
    {
        if (!File.Exists(supervisors.Program))
        {
            return No(LauncherRefusals.SupervisorMissing, $"{supervisors.Program} is missing. ./workbench up builds and installs it.");
        }

        var parent = Directory.CreateTempSubdirectory("wb-check-").FullName;
        File.SetUnixFileMode(parent, Ownership.Traverse);
        try
        {
            var folders = new SessionFolders(parent, ownership, options.ServerUid);
            var id = SessionId.Create();
            var uid = options.LastSessionUid;
            var tail = new OutputTail();
            var pid = ChildProcess.Spawn(supervisors.ForTrial(folders.Make(id, uid), uid) with { OutputDescriptor = tail.Descriptor });
            tail.Start();
            var end = await Task.Factory.StartNew(() => ChildProcess.Wait(pid), TaskCreationOptions.LongRunning).ConfigureAwait(false);
            await tail.Closed.ConfigureAwait(false);
            folders.Remove(id);
            return Judge(end.ShellCode, tail.Text.Trim());
        }
        finally
        {
            Directory.Delete(parent, recursive: true);
        }
    }

    private SandboxStatus Judge(int code, string said) => code switch
    {
        0 => new SandboxStatus(true, null, "A sandbox can be made here.", options.SeparateUids, Notices()),
        SandboxTrialExit.BubblewrapMissing => No(LauncherRefusals.BubblewrapMissing,
            "Kernels cannot be started: /usr/bin/bwrap is missing. Install it: apt-get install bubblewrap"),
        SandboxTrialExit.NamespacesForbidden => No(LauncherRefusals.NamespacesForbidden,
            "Kernels cannot be started: this host does not let ordinary users make namespaces. Allow it (sysctl kernel.unprivileged_userns_clone=1, "
            + $"user.max_user_namespaces above 0, or an AppArmor profile for bwrap). bwrap said: {said}"),
        _ => No(LauncherRefusals.SandboxFailed, $"Kernels cannot be started: making a sandbox failed with code {code}. It said: {said}"),
    };

    private SandboxStatus No(string code, string text) => new(false, code, text, options.SeparateUids, Notices());

    private string[] Notices() => options.SeparateUids ? [NoGroupLimits] : [SharedUidNotice, NoGroupLimits];
}
