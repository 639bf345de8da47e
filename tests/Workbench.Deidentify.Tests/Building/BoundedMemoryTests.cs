using System.Text;
using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Building;
using Workbench.Deidentify.Reading;
using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Building;

public sealed class BoundedMemoryTests
{
    /// <summary>A file of 60 MB passes while the managed heap grows by a part of that, blocks on the way and buffers of parts: rows are not held.</summary>
    [Fact]
    public void Large_table_is_streamed()
    {
        using var source = TestSource.OfPeople(
            "note: { type: text, rule: drop }\nage: { type: integer, rule: keep, meaning: m, role: quasi }",
            "");
        source.Yaml(File.ReadAllText(Path.Combine(source.Folder, "source.yaml")).Replace("primary-key: [id]", "primary-key: [id, age]", StringComparison.Ordinal));
        var filler = new string('x', 280);
        using (var file = new StreamWriter(Path.Combine(source.Folder, "people.csv"), false, new UTF8Encoding(false)))
        {
            file.Write("id,note,age\n");
            for (var i = 0; i < 200_000; i++)
            {
                file.Write($"H{i / 100},{filler},{i % 100}\n");
            }
        }

        using var folder = new TempFolder();
        Assert.Empty(SourceFolder.Open(Path.GetDirectoryName(source.Folder)!, "test", out var opened));
        var (before, most) = (GC.GetTotalMemory(forceFullCollection: true), 0L);
        using var staging = SnapshotStaging.Begin(new SnapshotStore(folder["snapshots"]), "build");
        var steps = 0;
        var refusal = new SnapshotBuild(opened!, TestSource.Key(), folder["work"], TimeProvider.System).Run(
            new SnapshotBuild.Target("test", 1, "ord_1", 10),
            staging,
            progress =>
            {
                Assert.InRange(progress.Done, 0, progress.Total);
                if (++steps % 10 == 0)
                {
                    most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
                }
            },
            CancellationToken.None,
            out var manifest);

        Assert.Null(refusal);
        Assert.Equal(200_000, manifest!.Tables[0].Rows);
        Assert.InRange(most, 1, 24 << 20);
    }
}
