using System.Globalization;
using Workbench.Protocol.Launching;
using Workbench.Protocol.Launching.Spawning;

namespace Workbench.Launcher.Limits;

/// <summary>Reads, writes and removes folders of a cgroup file system.</summary>
internal static class GroupFolder
{
    public const string Members = "cgroup.procs";
    private const int Kill = 9;
    private const int Tries = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Writes a value; false when the kernel does not take it or the file is not there.</summary>
    public static bool TryWrite(string folder, string file, string value)
    {
        var path = Path.Combine(folder, file);
        try
        {
            // The file is made by the kernel or not at all.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            stream.Write(System.Text.Encoding.ASCII.GetBytes(value));
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <exception cref="IOException">The kernel does not take the value: a limit that cannot be set stops the start.</exception>
    public static void Write(string folder, string file, string value)
    {
        if (!TryWrite(folder, file, value))
        {
            throw new IOException($"The limit {Path.Combine(folder, file)} could not be set.");
        }
    }

    /// <summary>Makes a group that sessions' uids can pass through, whatever this process's umask is.</summary>
    public static void Make(string folder)
    {
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, Ownership.GroupRead | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
    }

    public static bool TryMake(string folder)
    {
        try
        {
            Make(folder);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public static IReadOnlyCollection<SessionId> Sessions(string root) => Directory.Exists(root)
        ? [.. Directory.EnumerateDirectories(root).Select(path => SessionId.TryParse(Path.GetFileName(path), out var id) ? id : default).Where(id => id != default)]
        : [];

    /// <summary>Ends all members of a folder and those below it, then removes it from the bottom up.</summary>
    /// <exception cref="IOException">It still has members after two seconds of killing.</exception>
    public static void Remove(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var below in Directory.EnumerateDirectories(folder))
        {
            Remove(below);
        }

        for (var tries = 0; tries < Tries; tries++)
        {
            if (!TryWrite(folder, "cgroup.kill", "1"))
            {
                foreach (var pid in ReadMembers(folder))
                {
                    ChildProcess.Signal(pid, Kill);
                }
            }

            if (TryRemove(folder))
            {
                return;
            }

            Thread.Sleep(Pause);
        }

        throw new IOException($"The control group {folder} could not be emptied.");
    }

    // rmdir(2): the files in it are the kernel's and need no removing.
    private static bool TryRemove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: false);
            return true;
        }
        catch (IOException)
        {
            return !Directory.Exists(folder);
        }
    }

    private static int[] ReadMembers(string folder)
    {
        try
        {
            return [.. File.ReadLines(Path.Combine(folder, Members)).Select(line => int.Parse(line, CultureInfo.InvariantCulture)).Where(pid => pid > 1)];
        }
        catch (IOException)
        {
            return [];
        }
    }
}
