using Workbench.Compatibility;

namespace Workbench.Kernel.Tests.Compatibility;

/// <summary>What notebooks of .NET Interactive do, case by case (docs/compatibility.md).</summary>
public sealed class CompatibilityTests(CompatibilityRuns runs) : IClassFixture<CompatibilityRuns>
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var (file, one) in CaseFile.Names.SelectMany(static file => CaseFile.Read(file).Cases.Select(one => (file, one))))
            {
                cases.Add(file, one.Id);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Case_through_jupyter_client_over_tcp_comes_out_as_written(string file, string id)
    {
        var expected = CaseFile.Read(file).Cases.Single(one => one.Id == id);

        var wrong = Verdicts.Of(expected, await runs.SeenAsync(file, id));

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_case_has_a_name_of_its_own_and_a_reason_where_it_is_not_the_same()
    {
        var cases = CaseFile.Names.SelectMany(static file => CaseFile.Read(file).Cases).ToList();

        Assert.Equal([], cases.GroupBy(static one => one.Id).Where(static group => group.Count() > 1).Select(static group => group.Key));
        Assert.All(cases, static one => Assert.Contains(one.Verdict, new[] { "same", "better", "differs" }));
        Assert.All(cases, static one => Assert.True(one.Verdict == "same" || !string.IsNullOrEmpty(one.Why), $"{one.Id} does not say why"));
    }

    [Fact]
    public void The_page_in_docs_is_the_one_that_the_cases_make()
    {
        var page = Path.Combine(Root(), "docs", "compatibility.md");
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(page, CompatibilityPage.Render());
        }

        Assert.True(File.Exists(page) && File.ReadAllText(page) == CompatibilityPage.Render(), "docs/compatibility.md is old: run this test with UPDATE_DOCS=1");
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Workbench.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
