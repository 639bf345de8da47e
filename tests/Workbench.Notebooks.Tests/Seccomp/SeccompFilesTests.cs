namespace Workbench.Notebooks.Tests.Seccomp;

/// <summary>
/// The filters in the repository are what the policy says. To change the policy: edit it, run these tests once with
/// WORKBENCH_WRITE_SECCOMP=1, commit the new files.
/// </summary>
public sealed class SeccompFilesTests
{
    private static string Folder => RepositoryRoot.Combine("src", "Workbench.Supervisor", "Seccomp");

    [Fact]
    public void Allow_filter_regenerated_is_the_same() => Compare("allow.bpf", SeccompCompiler.AllowFilter(
        File.ReadLines(Path.Combine(Folder, "allowed-calls.txt")).Where(line => line.Length > 0 && line[0] != '#')));

    [Fact]
    public void Deny_filter_regenerated_is_the_same() => Compare("deny.bpf", SeccompCompiler.DenyFilter());

    private static void Compare(string name, byte[] made)
    {
        var path = Path.Combine(Folder, name);
        if (Environment.GetEnvironmentVariable("WORKBENCH_WRITE_SECCOMP") == "1")
        {
            File.WriteAllBytes(path, made);
        }

        Assert.Equal(Convert.ToHexString(File.ReadAllBytes(path)), Convert.ToHexString(made));
    }
}
