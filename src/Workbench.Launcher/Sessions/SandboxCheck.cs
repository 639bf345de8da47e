using Workbench.Launcher.Limits;
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
/// <param name="groups">Control groups of this host.</param>
/// <param name="storage">Sized folders of this host.</param>
internal sealed class SandboxCheck(
    LauncherOptions options, Ownership ownership, SupervisorStart supervisors, ControlGroups groups, SessionStorage storage) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private SandboxStatus? _ready;

    /// <summary>What of a session's limits this host holds.</summary>
    public LimitHolds Holds => new(
        groups.HoldsMemory, groups.HoldsProcesses || options.SeparateUids, groups.HoldsProcessors, storage.HoldsHome, storage.HoldsTemporary, options.SeparateUids);

    /// <summary>True once a sandbox was made here.</summary>
    public bool WasReady => _ready is not null;

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
            storage.Detect(parent);
            var folders = new SessionFolders(parent, ownership, options.ServerUid, storage);
            var id = SessionId.Create();
            try
            {
                return await TryAsync(folders, id).ConfigureAwait(false);
            }
            catch (IOException error)
            {
                return No(LauncherRefusals.SandboxFailed, $"Kernels cannot be started: {error.Message}");
            }
            finally
            {
                groups.Remove(id);
                folders.Remove(id);
            }
        }
        finally
        {
            Directory.Delete(parent, recursive: true);
        }
    }

    // The trial has everything that a session has: groups, sized folders, its own uid.
    private async Task<SandboxStatus> TryAsync(SessionFolders folders, SessionId id)
    {
        var profile = ResourceProfile.Defaults[0];
        var uid = options.LastSessionUid;
        var limits = new SupervisorLimits(new SessionLimits(profile, Holds), groups.Make(id, uid, profile));
        var tail = new OutputTail();
        var order = supervisors.ForTrial(folders.Make(id, uid, profile), uid, limits, groups.SupervisorJoin(id));
        var pid = ChildProcess.Spawn(order with { OutputDescriptor = tail.Descriptor });
        tail.Start();
        var end = await Task.Factory.StartNew(() => ChildProcess.Wait(pid), TaskCreationOptions.LongRunning).ConfigureAwait(false);
        await tail.Closed.ConfigureAwait(false);
        return Judge(end.ShellCode, tail.Text.Trim());
    }

    private SandboxStatus Judge(int code, string said) => code switch
    {
        0 => new SandboxStatus(true, null, "A sandbox can be made here.", options.SeparateUids, Holds.Notices()),
        SandboxTrialExit.BubblewrapMissing => No(LauncherRefusals.BubblewrapMissing,
            "Kernels cannot be started: /usr/bin/bwrap is missing. Install it: apt-get install bubblewrap"),
        SandboxTrialExit.NamespacesForbidden => No(LauncherRefusals.NamespacesForbidden,
            "Kernels cannot be started: this host does not let ordinary users make namespaces. Allow it (sysctl kernel.unprivileged_userns_clone=1, "
            + $"user.max_user_namespaces above 0, or an AppArmor profile for bwrap). bwrap said: {said}"),
        _ => No(LauncherRefusals.SandboxFailed, $"Kernels cannot be started: making a sandbox failed with code {code}. It said: {said}"),
    };

    private SandboxStatus No(string code, string text) => new(false, code, text, options.SeparateUids, Holds.Notices());
}
