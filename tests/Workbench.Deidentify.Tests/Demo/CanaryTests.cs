using System.Text;
using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Demo;

/// <summary>
/// Every planted identity is searched in every byte of the snapshots, as they lie on the disk and as a reader sees them, and in the
/// governance database. The same search over the raw store finds all of them, so it could fail.
/// </summary>
public sealed class CanaryTests(DemoCohorts demo) : IClassFixture<DemoCohorts>
{
    [Fact]
    public void No_planted_identity_is_in_any_byte_of_the_snapshots()
    {
        var tokens = Tokens();
        Assert.True(tokens.Count > 50_000);

        var texts = Files(demo.Orders.Raw.Snapshots).Select(Latin1).Concat(Decoded()).ToList();

        Assert.Equal(4 + 6 + 6, texts.Count);
        Assert.Empty(Found(tokens, texts));
    }

    [Fact]
    public void No_planted_identity_is_in_the_governance_database() =>
        Assert.Empty(Found(Tokens(), [.. Files(Path.Combine(demo.Orders.Data, "governance")).Select(Latin1)]));

    [Fact]
    public void The_same_search_finds_the_identities_in_the_raw_store()
    {
        var raw = Files(demo.Orders.Raw.Sources).Select(Latin1).ToList();

        var found = Found(Tokens(), raw);

        Assert.All(demo.People, p =>
        {
            Assert.Contains(p.HospitalNumber, found);
            Assert.Contains(p.GivenName, found);
            Assert.Contains(p.InsuranceNumber, found);
            Assert.Contains(p.Phone, found);
            Assert.Contains(p.Address, found);
            Assert.Contains(p.Born.ToString("yyyy-MM-dd"), found);
        });
    }

    [Fact]
    public void The_search_finds_a_token_planted_in_a_snapshot()
    {
        using var source = TestSource.OfPeople(
            "x: { type: category, values: [\"Zorabella\", b], rule: keep, meaning: m, role: clinical }",
            "id,x\nH1,Zorabella\n");
        var snapshot = source.Built();
        var decoded = string.Join('\n', Parquet.Rows(snapshot, "people").SelectMany(r => r));

        Assert.Equal(["Zorabella"], Found(["Zorabella", "Quelabella"], [decoded]));
    }

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories);

    // One char per byte: a token is searched as its own UTF-8 bytes read the same way.
    private static string Latin1(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Encoding.Latin1.GetString(copy.ToArray());
    }

    private IEnumerable<string> Decoded() =>
        from cohort in Workbench.Deidentify.Demo.DemoSources.All.Keys
        let snapshot = demo.Snapshot(cohort)
        from table in snapshot.Manifest.Tables
        select Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(
            string.Join('\n', Parquet.Rows(snapshot, table.Name).Select(r => string.Join('\t', r)))));

    private HashSet<string> Tokens() => [.. demo.People.SelectMany(p => p.Tokens())];

    /// <summary>The tokens that are in the texts. All windows of a token's first 8 bytes are looked up, so that one pass serves all tokens.</summary>
    private static HashSet<string> Found(IReadOnlyCollection<string> tokens, IReadOnlyList<string> texts)
    {
        const int Window = 8;
        var byStart = tokens
            .Select(t => (Token: t, Bytes: Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(t))))
            .ToLookup(t => t.Bytes[..Window]);
        var starts = byStart.Select(g => g.Key).ToHashSet().GetAlternateLookup<ReadOnlySpan<char>>();
        var found = new HashSet<string>();
        foreach (var text in texts)
        {
            for (var i = 0; i + Window <= text.Length; i++)
            {
                if (starts.TryGetValue(text.AsSpan(i, Window), out var start))
                {
                    found.UnionWith(byStart[start].Where(t => string.CompareOrdinal(text, i, t.Bytes, 0, t.Bytes.Length) == 0).Select(t => t.Token));
                }
            }
        }

        return found;
    }
}
