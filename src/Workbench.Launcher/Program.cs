// The only program that may be root. It starts sessions and snapshot builds as other uids and knows nothing else: no person's
// rights, no data, no path or command from outside.
using System.Runtime.InteropServices;
using Workbench.Launcher;
using Workbench.Launcher.Builds;
using Workbench.Launcher.Limits;
using Workbench.Launcher.Sessions;
using Workbench.Launcher.Warm;
using Workbench.Protocol.Launching;
using Workbench.Protocol.Launching.Spawning;

const int UsageError = 2;
const string Usage = "Usage: Workbench.Launcher serve --data DIR [--runtime DIR] [--server-uid U --raw-uid R --first-session-uid A --last-session-uid B]\n"
    + "       Workbench.Launcher check [--runtime DIR]";

if (args.Length == 0 || args[0] is not ("serve" or "check"))
{
    Console.Error.WriteLine(Usage);
    return UsageError;
}

LauncherOptions options;
try
{
    options = LauncherOptions.Parse(args[1..]);
}
catch (FormatException error)
{
    Console.Error.WriteLine(error.Message);
    Console.Error.WriteLine(Usage);
    return UsageError;
}

if (args[0] == "serve" && options.DataFolder == "")
{
    Console.Error.WriteLine("--data is missing.\n" + Usage);
    return UsageError;
}

Self.SetUmask(UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);
var ownership = new Ownership(options.SeparateUids);
var identity = new Identity(options.SeparateUids);
var packages = new PackagesFolder(options, ownership);
var supervisors = new SupervisorStart(options, identity, packages);

// A check beside a running launcher must not use that launcher's groups.
var installation = args[0] == "check" ? $"check {Environment.ProcessId}" : options.DataFolder;
var groups = ControlGroups.Find(installation, ownership);
var storage = new SessionStorage();
using var check = new SandboxCheck(options, ownership, supervisors, groups, storage);
var status = await check.StatusAsync(CancellationToken.None).ConfigureAwait(false);
Console.WriteLine(status.Ready ? $"sandbox ok: {status.Text}" : $"no sandbox ({status.Code}): {status.Text}");
foreach (var notice in status.Notices)
{
    Console.WriteLine("notice: " + notice);
}

if (packages.Refusal is { } refusal)
{
    Console.WriteLine("notice: " + refusal);
}

if (args[0] == "check")
{
    groups.RemoveAll();
    return status.Ready ? 0 : 1;
}

var run = Path.Combine(options.DataFolder, "run");
var sessionParent = Path.Combine(options.DataFolder, "sessions");
ownership.MakeFolder(run, Self.Uid, options.ServerUid, Ownership.GroupRead);
ownership.MakeFolder(Path.Combine(run, "sessions"), Self.Uid, Self.Gid, Ownership.OwnerOnly);
ownership.MakeFolder(sessionParent, Self.Uid, Self.Gid, Ownership.Traverse);
packages.Make();
var recordFolder = Path.Combine(run, "sessions");
var profiles = new ResourceProfiles(ResourceProfiles.PathIn(options.DataFolder));
var (records, claims) = (new SessionRecords(recordFolder), new UidClaims(recordFolder, TimeProvider.System));
var folders = new SessionFolders(sessionParent, ownership, options.ServerUid, storage);
var making = new SessionMaking(options, records, folders, claims, supervisors, groups);
var pool = new WarmPool(
    WarmSettings.PathIn(options.DataFolder), new WarmKinds(options, profiles, check, supervisors), making, records, folders, TimeProvider.System);
using var sessions = new SessionTable(options, records, folders, claims, making, pool, check, groups, profiles);
await sessions.SweepAsync(CancellationToken.None).ConfigureAwait(false);
using var server = new LauncherServer(options, ownership, sessions, check, new SnapshotBuilds(options, identity), profiles, pool);
using var ending = new CancellationTokenSource();
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
var serving = server.ServeAsync(ending.Token);
var reaping = Task.WhenAll(
    RepeatAsync(TimeSpan.FromSeconds(1), ReapAsync), RepeatAsync(TimeSpan.FromMilliseconds(250), () => pool.TendAsync(ending.Token)));
Console.WriteLine($"listening on {Path.Combine(run, "launcher.sock")}");
try
{
    // A fault here ends the launcher and leaves the sessions running for the next one.
    await serving.ConfigureAwait(false);
}
catch (OperationCanceledException) when (ending.IsCancellationRequested)
{
    await reaping.ConfigureAwait(false);
}

await pool.EndAllAsync(CancellationToken.None).ConfigureAwait(false);
foreach (var session in sessions.List())
{
    await sessions.StopAsync(session.Order.Session, CancellationToken.None).ConfigureAwait(false);
}

if (sessions.List().Count == 0)
{
    groups.RemoveAll();
}

return 0;

// An ordered end takes the sessions with it; only a launcher that was killed leaves them for the next one.
void End(PosixSignalContext context)
{
    context.Cancel = true;
    ending.Cancel();
}

async Task ReapAsync()
{
    server.Stand();
    await sessions.ReapAsync(ending.Token).ConfigureAwait(false);
}

async Task RepeatAsync(TimeSpan pause, Func<Task> work)
{
    using var timer = new PeriodicTimer(pause);
    try
    {
        while (await timer.WaitForNextTickAsync(ending.Token).ConfigureAwait(false))
        {
            await work().ConfigureAwait(false);
        }
    }
    catch (OperationCanceledException) when (ending.IsCancellationRequested)
    {
    }
}
