// One supervisor per session: parent of the sandbox, owner of the kernel's sockets, keeper of the journal. Started by the
// launcher as the session's own uid; the server comes and goes without it noticing.
using Workbench.Protocol.Launching;
using Workbench.Protocol.Launching.Spawning;
using Workbench.Supervisor;
using Workbench.Supervisor.Journals;
using Workbench.Supervisor.Links;
using Workbench.Supervisor.Sandbox;

if (Self.Uid == 0)
{
    Console.Error.WriteLine("Workbench.Supervisor refuses to run as root: a sandbox made by root maps root into itself.");
    return SandboxTrialExit.RefusedAsRoot;
}

// The server's group reads the journal; nobody else reads anything.
Self.SetUmask(UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);
var options = SupervisorOptions.Parse(args);
var sandboxes = new SandboxProcess();
if (options.TryOnly)
{
    return await SandboxTrial.RunAsync(sandboxes, options).ConfigureAwait(false);
}

var spec = options.Spec!;
var python = Path.Combine(options.RuntimeFolder, "python");
var order = new SandboxOrder(
    options.SessionFolder, spec.ProgramFolder is { } program ? Path.Combine(options.RuntimeFolder, program) : null,
    Directory.Exists(python) ? python : null, options.PackagesFolder, DotnetRoot.Find(), spec.Arguments, spec.Environment, options.Limits, LimitProcesses: !options.SharedUid)
{
    RFolder = Path.Combine(options.RuntimeFolder, "r") is var r && Directory.Exists(r) ? r : null,
};
using var journal = new Journal(Path.Combine(options.SessionFolder, "journal"), JournalLimits.Default, TimeProvider.System);
var session = new SessionSupervisor(sandboxes, order, spec, journal, TimeProvider.System, options.Warm);
using var link = new LinkServer(
    Path.Combine(options.SessionFolder, "link", "l.sock"), session, new HashSet<int> { 0, Self.Uid, options.ServerUid });
using var ending = new CancellationTokenSource();
var serving = link.ServeAsync(ending.Token);
_ = link.StandAsync(ending.Token);
await session.StartAsync().ConfigureAwait(false);
await session.Over.ConfigureAwait(false);

// Readers get a moment to take the last entries; they stay on disk for those who do not.
await Task.WhenAny(serving, Task.Delay(TimeSpan.FromMilliseconds(200))).ConfigureAwait(false);
return 0;
