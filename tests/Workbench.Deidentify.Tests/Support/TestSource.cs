using System.Text;
using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Building;
using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Reading;
using Workbench.Deidentify.Sources;

namespace Workbench.Deidentify.Tests.Support;

/// <summary>A raw source in a temporary folder, and what building it gives.</summary>
public sealed class TestSource : IDisposable
{
    public const string Head = """
        provider: Test Clinic
        title: A test
        profile: tables/1
        issuer: test-clinic

        """;

    private readonly TempFolder folder = new();
    private int builds;

    public string Folder => folder["sources", "test"];

    public string Snapshots => folder["snapshots"];

    public static PatientKeys Key(byte fill = 7) => new(Enumerable.Repeat(fill, 32).ToArray());

    /// <summary>A source of one table "people" with one CSV file, the key "id", and the given further columns.</summary>
    public static TestSource OfPeople(string columns, string csv, string more = "")
    {
        var source = new TestSource();
        source.Yaml($$"""
            {{Head}}tables:
              people:
                files: [people.csv]
                primary-key: [id]
                patient-key: id
            {{Indent(more, 4)}}
                columns:
                  id: { type: text, rule: pseudonym, meaning: the patient, role: key }
            {{Indent(columns, 6)}}
            """);
        source.File("people.csv", csv);
        return source;
    }

    public TestSource Yaml(string yaml) => File(YamlProblems.FileName, yaml);

    public TestSource File(string name, string text) => File(name, Encoding.UTF8.GetBytes(text));

    public TestSource File(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, bytes);
        return this;
    }

    /// <summary>Builds and publishes version 1, 2, ... of the cohort "test".</summary>
    public (Snapshot? Snapshot, string Refusal) Build(PatientKeys? keys = null)
    {
        var problems = SourceFolder.Open(folder["sources"], "test", out var source);
        if (source is null)
        {
            return (null, string.Join('\n', problems));
        }

        using var staging = SnapshotStaging.Begin(new SnapshotStore(Snapshots), "test-build");
        var refusal = new SnapshotBuild(source, keys ?? Key(), folder["work"], TimeProvider.System)
            .Run(new SnapshotBuild.Target("test", ++builds, "ord_test", 10), staging, _ => { }, CancellationToken.None, out var manifest);
        return refusal is null ? (staging.Publish(manifest!), "") : (null, refusal.ToString());
    }

    /// <summary>Builds what has to succeed.</summary>
    public Snapshot Built(PatientKeys? keys = null)
    {
        var (snapshot, refusal) = Build(keys);
        Assert.True(snapshot is not null, refusal);
        return snapshot;
    }

    /// <summary>Builds what has to be refused, and checks that nothing is left of it.</summary>
    public string Refused()
    {
        var (snapshot, refusal) = Build();
        Assert.Null(snapshot);
        Assert.NotEmpty(refusal);
        Assert.Empty(new SnapshotStore(Snapshots).Versions("test"));
        var left = Directory.Exists(Snapshots) ? Directory.EnumerateFiles(Snapshots, "*", SearchOption.AllDirectories) : [];
        Assert.Empty(left);
        Assert.False(Directory.Exists(folder["work"]));
        return refusal;
    }

    public void Dispose() => folder.Dispose();

    private static string Indent(string text, int spaces) =>
        string.Join('\n', text.Split('\n').Select(l => new string(' ', spaces) + l));
}
