using System.Diagnostics;
using Workbench.Notebooks.Contents;
using static Workbench.Notebooks.Tests.Contents.WorkspaceFixture;

namespace Workbench.Notebooks.Tests.Contents;

public sealed class WorkspaceCrashTests : IDisposable
{
    private readonly WorkspaceFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public void Crash_during_a_save_leaves_the_old_file_and_the_next_start_clears_the_rest()
    {
        fixture.Workspace.Save(At("a.ipynb"), Notebook(NotebookOf("old")));
        var before = File.ReadAllBytes(fixture.OnDisk("a.ipynb"));

        // What a process that dies between "write" and "rename" leaves behind.
        var unfinished = AtomicFile.UnfinishedName(fixture.OnDisk("a.ipynb"));
        File.WriteAllBytes(unfinished, before[..(before.Length / 2)]);

        var restarted = new WorkspaceStore(fixture.Root, TimeProvider.System).For("ada");
        Assert.Equal(["a.ipynb"], restarted.ListNotebooks(10).Select(model => model.Path));
        Assert.Equal(before, File.ReadAllBytes(fixture.OnDisk("a.ipynb")));
        Assert.False(File.Exists(unfinished));
    }

    [Fact]
    public void Disk_full_during_a_save_is_said_and_leaves_the_old_file()
    {
        // A file system of one megabyte, which only root may make; elsewhere a size limit of the process does the same.
        var small = Directory.CreateDirectory(Path.Combine(fixture.Root, "small")).FullName;
        Assert.True(Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small), "This test mounts a small file system and has to run as root.");
        try
        {
            var workspace = new WorkspaceStore(small, TimeProvider.System).For("ada");
            Assert.Null(workspace.Save(At("a.txt"), Text("old")).Refusal);

            var refusal = workspace.Save(At("a.txt"), Text(new string('x', 3 << 20))).Refusal;

            Assert.Equal(ContentsRefusal.StorageFull, refusal?.Code);
            Assert.Equal("old", File.ReadAllText(Path.Combine(small, "ada", "a.txt")));
            Assert.Equal(["a.txt"], Directory.EnumerateFiles(Path.Combine(small, "ada")).Select(Path.GetFileName));
        }
        finally
        {
            Run("umount", small);
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
