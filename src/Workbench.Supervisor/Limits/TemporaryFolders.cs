using Workbench.Protocol.Launching.Spawning;

namespace Workbench.Supervisor.Limits;

/// <summary>Empties the session's /tmp and /dev/shm between two kernel processes, so that a full one does not outlive a restart.</summary>
internal static class TemporaryFolders
{
    /// <summary>By chmod(1) and rm(1), which follow no link and take any depth; both run as the session's own uid.</summary>
    public static void Empty(string sessionFolder)
    {
        foreach (var folder in new[] { "tmp", "shm" }.Select(name => Path.Combine(sessionFolder, name)).Where(Directory.Exists))
        {
            var entries = Directory.GetFileSystemEntries(folder).Chunk(100);
            foreach (var some in entries)
            {
                Run("/bin/chmod", ["-R", "u+rwX", "--", .. some]);
                Run("/bin/rm", ["-rf", "--one-file-system", "--", .. some]);
            }
        }
    }

    private static void Run(string program, string[] arguments) =>
        ChildProcess.Wait(ChildProcess.Spawn(new SpawnOrder(program, arguments, new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" })));
}
