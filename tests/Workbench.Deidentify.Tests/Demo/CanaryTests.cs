using System.Text;
using System.Text.RegularExpressions;
using Workbench.Cohorts.Snapshots;
using Workbench.Deidentify.Demo;
using Workbench.Deidentify.Keys;
using Workbench.Deidentify.Tests.Support;

namespace Workbench.Deidentify.Tests.Demo;

/// <summary>
/// Every planted identity is searched in every byte of the snapshots, as they lie on the disk and as a reader sees them, and in the
/// governance database. The same search over the raw store finds all of them, so it could fail. A date of eight digits that stands inside a
/// number made by chance is counted apart (<see cref="ChanceNumber"/>); the UIDs of the images are proved to be such numbers.
/// </summary>
[Collection(nameof(DemoCohorts))]
public sealed class CanaryTests(DemoCohorts demo)
{
    /// <summary>Names the program that wrote a file, (0002,0012), in each.</summary>
    private const string OwnUid = "2.25.190231786512943106430912874560129384756";

    [Fact]
    public void No_planted_identity_is_in_any_byte_of_the_snapshots()
    {
        var tokens = Tokens();
        Assert.True(tokens.Count > 50_000);

        var texts = Files(demo.Orders.Raw.Snapshots).Select(Latin1).Concat(Decoded()).ToList();

        Assert.Equal(4 + 7 + 1 + 7, texts.Count);
        Assert.Empty(Found(tokens, texts, out var inChanceNumbers));
        // Of 1,140 UIDs with some 30 places each and 4,500 dates of 100 million, one or two meet; many would be a leak.
        Assert.InRange(inChanceNumbers, 0, 15);
    }

    [Fact]
    public void Every_UID_of_the_images_is_the_keyed_one_of_a_raw_UID()
    {
        var keys = new PatientKeys(File.ReadAllBytes(Assert.Single(Files(demo.Orders.Raw.Keys))));
        var raw = Files(Path.Combine(demo.Orders.Raw.Sources, "lung", "scans")).SelectMany(file => Uids(Latin1(file), @"1\.2\.826\.0\.1\.3680043\.10\.999\.7\.[0-9.]+"));

        var written = Uids(Latin1(demo.Snapshot("lung").PackPath(1)), @"2\.25\.[0-9]+").ToHashSet();

        Assert.Equal(raw.Select(uid => $"2.25.{keys.Uid(uid)}").Append(OwnUid).ToHashSet(), written);
    }

    [Theory]
    [InlineData("UID 2.25.194312070123456789012345678901234567.", false)]
    [InlineData("sha256 0a19431207bcdef0123456789abcdef00123456789abcdef0123456789abcdef", false)]
    [InlineData("id 19431207-5f0e-4f5b-9a51-0c3f2b1a4d5e", false)]
    [InlineData("born 19431207", true)]
    [InlineData("DT 19431207120000.000000", true)]
    [InlineData("UID 2.25.19431207", true)]
    [InlineData("UID 1.2.826.0.1.194312070123456789012345678901234567", true)]
    [InlineData("number 194312070123456789012345678901234567", true)]
    [InlineData("00000000000000001943120700000000000000000000000000000000000000ab", true)]
    public void Date_inside_a_number_is_a_hit_unless_chance_made_the_number(string text, bool isHit) =>
        Assert.Equal(isHit ? ["19431207"] : [], Found(["19431207"], [text], out _));

    [Fact]
    public void No_planted_identity_is_in_the_governance_database() =>
        Assert.Empty(Found(Tokens(), [.. Files(Path.Combine(demo.Orders.Data, "governance")).Select(Latin1)], out _));

    [Fact]
    public void The_same_search_finds_the_identities_in_the_raw_store()
    {
        var raw = Files(demo.Orders.Raw.Sources).Select(Latin1).ToList();

        var found = Found(Tokens(), raw, out _);

        Assert.All(demo.People, p =>
        {
            Assert.Contains(p.HospitalNumber, found);
            Assert.Contains(p.GivenName, found);
            Assert.Contains(p.InsuranceNumber, found);
            Assert.Contains(p.Phone, found);
            Assert.Contains(p.Address, found);
            Assert.Contains(p.Born.ToString("yyyy-MM-dd"), found);
        });
        Assert.All(demo.People.Take(DemoSources.PatientsWithScans), p => Assert.Contains(p.Born.ToString("yyyyMMdd"), found));
    }

    [Fact]
    public void The_search_finds_a_token_planted_in_a_snapshot()
    {
        using var source = TestSource.OfPeople(
            "x: { type: category, values: [\"Zorabella\", b], rule: keep, meaning: m, role: clinical }",
            "id,x\nH1,Zorabella\n");
        var snapshot = source.Built();
        var decoded = string.Join('\n', Parquet.Rows(snapshot, "people").SelectMany(r => r));

        Assert.Equal(["Zorabella"], Found(["Zorabella", "Quelabella"], [decoded], out _));
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
        from cohort in DemoSources.All.Keys
        let snapshot = demo.Snapshot(cohort)
        from table in snapshot.Manifest.Tables
        select Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(
            string.Join('\n', Parquet.Rows(snapshot, table.Name, $"SELECT {Searched(table)} FROM t").Select(r => string.Join('\t', r)))));

    /// <summary>All columns but those in which the build counted bytes: what it counted itself can equal a date, and says nothing.</summary>
    private static string Searched(ManifestTable table) =>
        string.Join(", ", table.Columns.Where(c => (c.Unit, c.Rule) != ("bytes", "packed")).Select(c => $"\"{c.Name}\""));

    private static IEnumerable<string> Uids(string text, string pattern) => Regex.Matches(text, pattern).Select(match => match.Value.TrimEnd('.'));

    private HashSet<string> Tokens() => [.. demo.People.SelectMany(p => p.Tokens())];

    /// <summary>The tokens that are in the texts. All windows of a token's first 8 bytes are looked up, so that one pass serves all tokens.</summary>
    /// <param name="inChanceNumbers">How many numbers made by chance hold a date of eight digits; these are not among the tokens.</param>
    private static HashSet<string> Found(IReadOnlyCollection<string> tokens, IReadOnlyList<string> texts, out int inChanceNumbers)
    {
        const int Window = 8;
        var byStart = tokens
            .Select(t => (Token: t, Bytes: Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(t))))
            .ToLookup(t => t.Bytes[..Window]);
        var starts = byStart.Select(g => g.Key).ToHashSet().GetAlternateLookup<ReadOnlySpan<char>>();
        var (found, chance) = (new HashSet<string>(), new HashSet<string>());
        foreach (var text in texts)
        {
            for (var i = 0; i + Window <= text.Length; i++)
            {
                if (!starts.TryGetValue(text.AsSpan(i, Window), out var start))
                {
                    continue;
                }

                foreach (var (token, _) in byStart[start].Where(t => string.CompareOrdinal(text, i, t.Bytes, 0, t.Bytes.Length) == 0))
                {
                    if (ChanceNumber.Around(text, i, token) is { } number)
                    {
                        chance.Add(number);
                    }
                    else
                    {
                        found.Add(token);
                    }
                }
            }
        }

        inChanceNumbers = chance.Count;
        return found;
    }
}
