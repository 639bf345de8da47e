using System.Diagnostics;
using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Keys;

public sealed class ProjectKeyStoreTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string First = "prj_1.research.1.key";
    private static readonly KeyName Name = new("prj_1", "research");

    private readonly TempFolder folder = new();

    private ProjectKeyStore Store => new(folder["keys"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Key_is_made_once_and_is_the_owner_s_alone()
    {
        Assert.Null(Store.Open(Name, out var first));
        Assert.Null(Store.Open(Name, out var again));

        Assert.Equal((1, Pseudonym(first)), (again!.Generation, Pseudonym(again)));
        var file = Assert.Single(Directory.GetFiles(folder["keys"]));
        Assert.Equal((First, 32L, OwnerOnly), (Path.GetFileName(file), new FileInfo(file).Length, File.GetUnixFileMode(file)));
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(folder["keys"]));
    }

    [Theory]
    [InlineData("prj_2", "research")]
    [InlineData("prj_1", "teaching")]
    public void Each_project_has_a_key_of_its_own_for_each_purpose(string project, string purpose)
    {
        Store.Open(Name, out var one);
        Store.Open(new KeyName(project, purpose), out var other);

        Assert.NotEqual(Pseudonym(one), Pseudonym(other));
    }

    [Fact]
    public void Rotated_key_gives_other_pseudonyms_and_the_earlier_one_stays()
    {
        Store.Open(Name, out var before);

        Assert.Null(Store.Rotate(Name, out var generation));
        Assert.Null(Store.Open(Name, out var after));
        Assert.Null(Store.Open(Name, 1, out var earlier));

        Assert.Equal((2, 2), (generation, after!.Generation));
        Assert.NotEqual(Pseudonym(before), Pseudonym(after));
        Assert.Equal(Pseudonym(before), Pseudonym(earlier));
        Assert.Equal([1, 2], Store.Generations(Name));
        Assert.Empty(Store.Generations(Name with { Purpose = "teaching" }));
    }

    [Fact]
    public void Key_that_does_not_exist_is_not_rotated_and_a_generation_that_does_not_exist_is_not_made()
    {
        Assert.Equal("key-unusable", Store.Rotate(Name, out _)?.Code);
        Assert.Equal("key-unusable", Store.Open(Name, 2, out _)?.Code);
        Assert.False(Directory.Exists(folder["keys"]));
    }

    [Fact]
    public void Key_of_the_time_before_purposes_is_the_first_for_research()
    {
        Directory.CreateDirectory(folder["keys"]);
        File.WriteAllBytes(folder["keys", "prj_1.key"], Enumerable.Repeat((byte)7, 32).ToArray());
        File.SetUnixFileMode(folder["keys", "prj_1.key"], OwnerOnly);

        Assert.Null(Store.Open(Name with { Purpose = "teaching" }, out var teaching));
        Assert.Null(Store.Open(Name, out var research));

        Assert.Equal(TestSource.Key(7).Patient("c", "H1"), Pseudonym(research));
        Assert.NotEqual(Pseudonym(teaching), Pseudonym(research));
        Assert.Equal([First, "prj_1.teaching.1.key"], Directory.GetFiles(folder["keys"]).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task Builds_that_make_the_key_at_once_use_the_same()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() =>
        {
            Assert.Null(Store.Open(Name, out var key));
            return Pseudonym(key);
        })));

        Assert.Single(made.Distinct());
        Assert.Single(Directory.GetFiles(folder["keys"]));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public void Key_that_others_can_read_is_refused(UnixFileMode also)
    {
        Store.Open(Name, out _);
        File.SetUnixFileMode(folder["keys", First], OwnerOnly | also);

        Assert.Contains("can be read by others", Store.Open(Name, out var key)!.ToString(), StringComparison.Ordinal);
        Assert.Null(key);
    }

    [Fact]
    public void Key_that_was_cut_off_is_refused_and_not_replaced()
    {
        Store.Open(Name, out _);
        using (var file = File.OpenWrite(folder["keys", First]))
        {
            file.SetLength(16);
        }

        Assert.Contains("does not hold 32 bytes", Store.Open(Name, out _)!.ToString(), StringComparison.Ordinal);
        Assert.Equal(16, new FileInfo(folder["keys", First]).Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../outside")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("a.b")]
    public void Project_or_purpose_that_cannot_name_a_file_is_refused(string part)
    {
        Assert.Equal("key-unusable", Store.Open(new KeyName(part, "research"), out _)?.Code);
        Assert.Equal("key-unusable", Store.Open(new KeyName("prj_1", part), out _)?.Code);
        Assert.False(Directory.Exists(folder["keys"]));
    }

    [Fact]
    public async Task Server_s_user_can_neither_read_nor_list_the_keys()
    {
        Store.Open(Name, out _);
        if (!Environment.IsPrivilegedProcess)
        {
            // Without root there is one user alone (docs/boundaries.md); then the modes are all there is to see.
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(folder["keys", First]));
            return;
        }

        // As in the data folder: the raw side's user owns the keys, and the server's user is in the same group.
        File.SetUnixFileMode(folder.Path, OwnerOnly | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        await RunAsync("chown", "-R", "19999:20000", folder["keys"]);

        Assert.Equal(0, await AsAsync(19999, "head", "-c", "1", folder["keys", First]));
        Assert.NotEqual(0, await AsAsync(20000, "head", "-c", "1", folder["keys", First]));
        Assert.NotEqual(0, await AsAsync(20000, "ls", folder["keys"]));
        Assert.NotEqual(0, await AsAsync(20001, "head", "-c", "1", folder["keys", First]));
    }

    private static Task<int> AsAsync(int uid, params string[] command) =>
        RunAsync("setpriv", ["--reuid", $"{uid}", "--regid", "20000", "--clear-groups", .. command]);

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        await said;
        return process.ExitCode;
    }

    private static string Pseudonym(ProjectKey? key) => key!.Patients.Patient("c", "H1");
}
