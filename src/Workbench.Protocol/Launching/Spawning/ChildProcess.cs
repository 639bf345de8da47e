using System.Runtime.InteropServices;

namespace Workbench.Protocol.Launching.Spawning;

/// <summary>
/// Starts a program by posix_spawn(3) with exactly the descriptors that are named. <see cref="System.Diagnostics.Process"/> can neither
/// pass descriptors on nor start a session, and it starts from whatever thread pool thread happens to be there, to which the
/// kernel binds a child's parent-death signal (prctl(2), PR_SET_PDEATHSIG). Here the caller's thread is the parent.
/// </summary>
public static class ChildProcess
{
    /// <summary>Starts the ordered program.</summary>
    /// <returns>The process id. The caller must wait for it with <see cref="Wait"/> or <see cref="TryWait"/>.</returns>
    /// <exception cref="IOException">The program could not be started.</exception>
    public static int Spawn(SpawnOrder order)
    {
        using var actions = new FileActions();
        actions.Open(0, "/dev/null", write: false);
        if (order.OutputDescriptor is { } output)
        {
            actions.Duplicate(output, 1);
            actions.Duplicate(output, 2);
        }
        else
        {
            actions.Open(1, "/dev/null", write: true);
            actions.Open(2, "/dev/null", write: true);
        }

        var next = 3;
        foreach (var path in order.OpenedFiles)
        {
            actions.Open(next++, path, write: false);
        }

        actions.CloseFrom(next);
        using var attributes = new SpawnAttributes(order.NewSession);
        var error = PosixSpawn(
            out var pid, order.Program, actions.Pointer, attributes.Pointer,
            [order.Program, .. order.Arguments, null], [.. order.Environment.Select(pair => $"{pair.Key}={pair.Value}"), null]);
        return error == 0 ? pid : throw new IOException($"{order.Program} could not be started: {Marshal.GetPInvokeErrorMessage(error)}.");
    }

    /// <summary>Blocks until the process ends.</summary>
    public static ProcessEnd Wait(int pid)
    {
        int result;
        int status;
        do
        {
            result = WaitPid(pid, out status, 0);
        }
        while (result < 0 && Marshal.GetLastPInvokeError() == Errno.Interrupted);
        return result == pid ? ProcessEnd.Of(status) : throw new IOException($"Process {pid} is not a child of this process.");
    }

    /// <summary>The end of the process, or null while it runs.</summary>
    public static ProcessEnd? TryWait(int pid)
    {
        const int noHang = 1;
        return WaitPid(pid, out var status, noHang) == pid ? ProcessEnd.Of(status) : null;
    }

    /// <summary>Sends a signal; a process that is gone is not an error. A negative number means a process group.</summary>
    public static void Signal(int pid, int signal)
    {
        if (pid is 0 or 1 or -1)
        {
            throw new ArgumentOutOfRangeException(nameof(pid), "0, 1 and -1 mean far more processes than one.");
        }

        _ = Kill(pid, signal);
    }

    [DllImport("libc", EntryPoint = "posix_spawn")]
    private static extern int PosixSpawn(out int pid, string path, IntPtr actions, IntPtr attributes, string?[] arguments, string?[] environment);

    [DllImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    private static extern int WaitPid(int pid, out int status, int options);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int pid, int signal);
}
