namespace Workbench.Kernel.Tests.Messages.Wire;

/// <summary>Messages as they were approved: <c>UPDATE_SNAPSHOTS=1</c> writes the files anew, for a change that is meant.</summary>
public sealed class WireTests(WireFlows flows) : IClassFixture<WireFlows>
{
    public static TheoryData<string> Names => [.. WireFlows.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Messages_are_the_approved_ones(string name)
    {
        var file = Path.Combine(Folder(), name + ".json");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(file, flows.Of(name));
        }

        Assert.True(File.Exists(file), $"{file} is missing: run this test with UPDATE_SNAPSHOTS=1 and read what it writes.");
        Assert.Equal(File.ReadAllText(file), flows.Of(name));
    }

    [Fact]
    public void Every_approved_file_is_a_flow() =>
        Assert.Equal(WireFlows.Names.Order(StringComparer.Ordinal), Directory.GetFiles(Folder(), "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    private static string Folder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Workbench.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return Path.Combine(folder, "tests", "Workbench.Kernel.Tests", "Messages", "Wire", "Approved");
    }
}
