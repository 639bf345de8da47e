using Workbench.Notebooks.Contents;

namespace Workbench.Notebooks.Tests.Contents;

public sealed class ContentsPathTests
{
    public static TheoryData<string> HostilePaths() =>
    [
        "..", "../other/secret.ipynb", "a/../../b", "a/./b", ".", "./a", "a//b", ".hidden", "a/.checkpoints/x", ".ssh/id_rsa",
        "a\\b", "..\\..\\b", "a\0b", "a\nb", "a\u007fb", "%2e%2e%2fetc", "x%2Fy", " a", "a ", "a/ b",
        "\u202egpj.exe", new string('a', 201), new string('é', 101),
        string.Join('/', Enumerable.Repeat("d", 17)), string.Join('/', Enumerable.Repeat(new string('n', 150), 7)),
    ];

    [Theory]
    [MemberData(nameof(HostilePaths))]
    public void Parse_hostile_path_is_refused(string path) =>
        Assert.Equal(ContentsRefusal.NameNotAllowed, ContentsPath.Parse(path).Refusal?.Code);

    // Not in the table: the test runner writes its rows as UTF-8, which cannot hold these.
    [Fact]
    public void Parse_half_a_character_is_refused()
    {
        Assert.Equal(ContentsRefusal.NameNotAllowed, ContentsPath.Parse("half\ud83d").Refusal?.Code);
        Assert.Equal(ContentsRefusal.NameNotAllowed, ContentsPath.Parse("\udc00half").Refusal?.Code);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("/", "")]
    [InlineData(null, "")]
    [InlineData("/a/b.ipynb/", "a/b.ipynb")]
    [InlineData("Studie über Öl (2).ipynb", "Studie über Öl (2).ipynb")]
    [InlineData("研究/डेटा😀.ipynb", "研究/डेटा😀.ipynb")]
    [InlineData("100% sure.txt", "100% sure.txt")]
    [InlineData("a..b...c", "a..b...c")]
    public void Parse_ordinary_path_is_taken(string? given, string expected) =>
        Assert.Equal(expected, ContentsPath.Parse(given).Value.Text);

    [Fact]
    public void Parse_decomposed_and_composed_name_are_one_path() =>
        Assert.Equal(ContentsPath.Parse("caf\u00e9.ipynb").Value, ContentsPath.Parse("cafe\u0301.ipynb").Value);

    [Fact]
    public void IsUnder_sibling_with_same_beginning_is_not_under() =>
        Assert.False(ContentsPath.Parse("studies").Value.IsUnder(ContentsPath.Parse("stud").Value));
}
