using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Keys;

public sealed class ProjectKeyStoreTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public void Key_is_made_once_and_is_the_owner_s_alone()
    {
        using var folder = new TempFolder();
        var store = new ProjectKeyStore(folder["keys"]);

        Assert.Null(store.Open("prj_1", out var first));
        Assert.Null(new ProjectKeyStore(folder["keys"]).Open("prj_1", out var again));

        Assert.Equal(first!.Patient("c", "H1"), again!.Patient("c", "H1"));
        var file = Assert.Single(Directory.GetFiles(folder["keys"]));
        Assert.Equal(("prj_1.key", 32L, OwnerOnly), (Path.GetFileName(file), new FileInfo(file).Length, File.GetUnixFileMode(file)));
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(folder["keys"]));
    }

    [Fact]
    public void Projects_have_keys_of_their_own()
    {
        using var folder = new TempFolder();
        var store = new ProjectKeyStore(folder["keys"]);

        store.Open("prj_1", out var one);
        store.Open("prj_2", out var two);

        Assert.NotEqual(one!.Patient("c", "H1"), two!.Patient("c", "H1"));
    }

    [Fact]
    public async Task Builds_that_make_the_key_at_once_use_the_same()
    {
        using var folder = new TempFolder();

        var made = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() =>
        {
            Assert.Null(new ProjectKeyStore(folder["keys"]).Open("prj_1", out var keys));
            return keys!.Patient("c", "H1");
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
        using var folder = new TempFolder();
        var store = new ProjectKeyStore(folder["keys"]);
        store.Open("prj_1", out _);
        File.SetUnixFileMode(folder["keys", "prj_1.key"], OwnerOnly | also);

        Assert.Contains("can be read by others", store.Open("prj_1", out var keys)!.ToString(), StringComparison.Ordinal);
        Assert.Null(keys);
    }

    [Fact]
    public void Key_that_was_cut_off_is_refused_and_not_replaced()
    {
        using var folder = new TempFolder();
        var store = new ProjectKeyStore(folder["keys"]);
        store.Open("prj_1", out _);
        using (var file = File.OpenWrite(folder["keys", "prj_1.key"]))
        {
            file.SetLength(16);
        }

        Assert.Contains("does not hold 32 bytes", store.Open("prj_1", out _)!.ToString(), StringComparison.Ordinal);
        Assert.Equal(16, new FileInfo(folder["keys", "prj_1.key"]).Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../outside")]
    [InlineData("a/b")]
    [InlineData("a b")]
    public void Project_that_cannot_name_a_file_is_refused(string project)
    {
        using var folder = new TempFolder();

        Assert.Equal("key-unusable", new ProjectKeyStore(folder["keys"]).Open(project, out _)?.Code);
        Assert.False(Directory.Exists(folder["keys"]));
    }
}
