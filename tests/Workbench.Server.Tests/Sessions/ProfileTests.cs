using Workbench.Protocol.Launching;
using Workbench.Server.Tests.Hosting;

namespace Workbench.Server.Tests.Sessions;

/// <summary>Resource profiles over HTTP, against a launcher that is played over its real socket.</summary>
public sealed class ProfileTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Profiles_without_a_launcher_are_unavailable() =>
        Assert.Equal(503, (await (await server.SignInAsync("researcher")).GetAsync("profiles")).Status);

    [Fact]
    public async Task Profiles_are_changed_by_admins_alone()
    {
        var researcher = await server.SignInAsync("researcher");

        Assert.Equal(403, (await researcher.SendAsync(HttpMethod.Put, "profiles", new { profiles = ResourceProfile.Defaults })).Status);
    }

    [Theory]
    [InlineData(512L << 20, 1, 128, null)]
    [InlineData(1L, 1, 128, "memoryBytes")]
    [InlineData(1L << 30, 0, 128, "processors")]
    [InlineData(1L << 30, 1, 5, "processes")]
    public void Amounts_out_of_range_are_refused_by_name(long memory, int processors, int processes, string? named)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("wb-profiles-").FullName, "profiles.json");
        var profiles = new ResourceProfiles(path);
        var wanted = ResourceProfile.Defaults.Select((profile, i) => i == 0 ? profile with { MemoryBytes = memory, Processors = processors, Processes = processes } : profile).ToList();

        var objection = profiles.Set(wanted);

        Assert.Equal(named is null, objection is null);
        Assert.Contains(named ?? "", objection ?? "", StringComparison.Ordinal);
        Assert.Equal(named is null ? memory : ResourceProfile.Defaults[0].MemoryBytes, profiles.Find("small")!.MemoryBytes);
        File.WriteAllText(path, "[]");
        Assert.Throws<InvalidDataException>(() => profiles.All());
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }
}
