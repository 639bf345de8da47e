using System.Collections.Concurrent;
using Workbench.Protocol.Launching.Spawning;

namespace Workbench.Supervisor.Sandbox;

/// <summary>
/// The sandboxes of this supervisor, one at a time, all started by and bound to one thread that lives as long as the process:
/// "die with parent" means the parent *thread* (prctl(2)), and pool threads retire.
/// </summary>
internal sealed class SandboxProcess
{
    private const int Kill = 9;
    private readonly BlockingCollection<Action> _work = [];

    public SandboxProcess()
    {
        if (Self.Uid == 0)
        {
            throw new InvalidOperationException("A sandbox started by root maps root into itself; refused.");
        }

        new Thread(() =>
        {
            foreach (var work in _work.GetConsumingEnumerable())
            {
                work();
            }
        })
        { IsBackground = true, Name = "parent of the sandbox" }.Start();
    }

    /// <summary>Starts a sandbox; <see cref="RunningSandbox.Ended"/> of the one before must have completed.</summary>
    public Task<RunningSandbox> StartAsync(SandboxOrder order)
    {
        var started = new TaskCompletionSource<RunningSandbox>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() => Run(order, started));
        return started.Task;
    }

    private static void Run(SandboxOrder order, TaskCompletionSource<RunningSandbox> started)
    {
        var ended = new TaskCompletionSource<ProcessEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        int pid;
        try
        {
            var tail = new OutputTail();
            var wall = new SpawnOrder(
                SandboxArguments.Program, SandboxArguments.For(order, Path.Exists), new Dictionary<string, string> { ["PATH"] = "/usr/bin" })
            {
                OpenedFiles = SeccompFilters.Paths,
                OutputDescriptor = tail.Descriptor,
            };
            pid = ChildProcess.Spawn(GroupJoin.Wrap(wall, order.Limits.Groups.Join));
            tail.Start();
            started.SetResult(new RunningSandbox(pid, ended.Task, tail, () => ChildProcess.Signal(pid, Kill)));
        }
        catch (IOException error)
        {
            started.SetException(error);
            return;
        }

        ended.SetResult(ChildProcess.Wait(pid));
    }
}

/// <summary>One sandbox.</summary>
/// <param name="ProcessId">bwrap's outer process.</param>
/// <param name="Ended">How it ended; bwrap passes the kernel's exit code on, a signal as 128 + its number.</param>
/// <param name="Output">The last bytes written to standard output and error.</param>
/// <param name="Kill">Ends every process in the sandbox.</param>
internal sealed record RunningSandbox(int ProcessId, Task<ProcessEnd> Ended, OutputTail Output, Action Kill);
