using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Workbench.Client.Tests.Notebooks;

/// <summary>The sample notebooks in the real kernel, against the real broker, on the real data.</summary>
public class SampleNotebookTests(SampleWorld world) : IClassFixture<SampleWorld>
{
    private const string Chart = "application/vnd.plotly.v1+json";

    public static TheoryData<string> Names => new("01-first-look", "02-lung-survival", "03-breast-diagnosis", "04-polyglot-tour", "05-moving-from-polyglot-notebooks", "06-images-and-tables");

    [Theory]
    [MemberData(nameof(Names))]
    public void Notebook_is_clean_and_says_what_it_is(string name)
    {
        var notebook = SampleNotebook.Open(name);

        Assert.Equal((4, 5), (notebook.Root.GetProperty("nbformat").GetInt32(), notebook.Root.GetProperty("nbformat_minor").GetInt32()));
        Assert.Equal(".net-csharp", notebook.Metadata.GetProperty("kernelspec").GetProperty("name").GetString());
        var sample = notebook.Metadata.GetProperty("workbench").GetProperty("sample");
        Assert.All(new[] { "title", "teaches", "cohorts", "languages", "minutes" }, field => Assert.True(sample.TryGetProperty(field, out _), field));
        Assert.All(notebook.Cells, cell => Assert.Matches("^[a-z0-9-]{1,64}$", cell.GetProperty("id").GetString()));
        Assert.Equal(notebook.Cells.Count(), notebook.Cells.Select(cell => cell.GetProperty("id").GetString()).Distinct().Count());
        Assert.All(notebook.Cells.Where(cell => cell.GetProperty("cell_type").GetString() == "code"), cell =>
        {
            Assert.Equal(0, cell.GetProperty("outputs").GetArrayLength());
            Assert.Equal(JsonValueKind.Null, cell.GetProperty("execution_count").ValueKind);
            var language = cell.GetProperty("metadata").GetProperty("polyglot_notebook").GetProperty("kernelName").GetString();
            Assert.Equal(language, cell.GetProperty("metadata").GetProperty("dotnet_interactive").GetProperty("language").GetString());
            Assert.Contains(language, notebook.Metadata.GetProperty("polyglot_notebook").GetProperty("kernelInfo").GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()));
        });
    }

    [Fact]
    public async Task First_look_shows_cohorts_tables_and_charts()
    {
        await using var kernel = await KernelProcess.StartAsync(world.SocketPath);

        var cells = await SampleNotebook.Open("01-first-look").RunAsync(kernel);

        Assert.Contains("rows until", Result(cells, "look-list").Text("text/html"));
        Assert.Contains("20 of 228 rows", Result(cells, "look-load").Text("text/html"));
        Assert.Contains("20 of 228 rows", Result(cells, "look-load").Text());
        Assert.Contains("228", Result(cells, "look-describe").Text("text/html"));
        Assert.Contains("meal.cal", Result(cells, "look-missing").Text("text/html"));
        Assert.All(new[] { "look-age", "look-weight" }, cell => AssertChart(cells, cell));
    }

    [Fact]
    public async Task Lung_survival_finds_the_medians_and_the_log_rank_of_R()
    {
        await using var kernel = await KernelProcess.StartAsync(world.SocketPath);

        var cells = await SampleNotebook.Open("02-lung-survival").RunAsync(kernel);

        var check = string.Concat(cells["km-check"].Select(output => output.Text()));
        Assert.Equal(
            [Reference("KM by sex", "sex=1 median"), Reference("KM by sex", "sex=1 0.95LCL"), Reference("KM by sex", "sex=1 0.95UCL"),
             Reference("KM by sex", "sex=2 median"), Reference("KM by sex", "sex=2 0.95LCL"), Reference("KM by sex", "sex=2 0.95UCL"),
             Reference("logrank sex", "chisq")],
            Regex.Matches(check, @"(?<=: )[\d.]+(?=, as R)").Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture)));
        Assert.Equal((270, 426), (Reference("KM by sex", "sex=1 median"), Reference("KM by sex", "sex=2 median")));
        AssertChart(cells, "km-chart");
    }

    [Fact]
    public async Task Breast_diagnosis_trains_three_good_models_and_shows_what_matters()
    {
        await using var kernel = await KernelProcess.StartAsync(world.SocketPath);

        var cells = await SampleNotebook.Open("03-breast-diagnosis").RunAsync(kernel);

        var compared = Result(cells, "dx-cv").Text()!;
        var aucs = Regex.Matches(compared, @"(?<=\bauc: )[\d.]+").Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(3, aucs.Length);
        Assert.All(aucs, auc => Assert.InRange(auc, 0.97, 0.9999));
        Assert.All(new[] { "logistic regression", "FastTree", "LightGBM" }, model => Assert.Contains(model, compared));
        Assert.Contains("fold 5", Result(cells, "dx-lightgbm").Text("text/html"));
        Assert.Contains("truly positive", cells["dx-confusion"][0].Text("text/html"));
        Assert.Contains("Sensitivity", Result(cells, "dx-confusion").Text("text/html"));
        AssertChart(cells, "dx-folds");
        AssertChart(cells, "dx-importance");
        Assert.Contains("worst_", Result(cells, "dx-importance").Text(Chart));
    }

    [Fact]
    public async Task Polyglot_tour_hands_the_cohort_and_its_findings_round()
    {
        await using var kernel = await KernelProcess.StartAsync(world.SocketPath);

        var cells = await SampleNotebook.Open("04-polyglot-tour").RunAsync(kernel);

        Assert.Contains("138", Result(cells, "tour-sql").Text("text/html"));
        Assert.Contains("228 patients, mean age 62.4 years, standard deviation 9.1", Printed(cells, "tour-fsharp"));
        Assert.Equal("255.5", Result(cells, "tour-python").Text());
        Assert.Equal("mean age 62.4 years, median follow-up 256 days, Wilcoxon p = 0.0134", Printed(cells, "tour-back").Trim());
        Assert.Contains("flowchart LR", Result(cells, "tour-mermaid").Text("text/vnd.mermaid"));
        Assert.Contains("p_value", Result(cells, "tour-whos").Text("text/html"));
    }

    [Fact]
    public async Task Moving_from_polyglot_notebooks_runs_without_a_cohort()
    {
        await using var kernel = await KernelProcess.StartAsync(brokerSocket: null);

        var cells = await SampleNotebook.Open("05-moving-from-polyglot-notebooks").RunAsync(kernel);

        Assert.Equal("notebooks that move in", Result(cells, "move-languages").Text());
        Assert.Equal("43", Result(cells, "move-set").Text());
        Assert.Equal("3", Result(cells, "move-value-read").Text());
        Assert.Equal("A: 20 mg", Result(cells, "move-formatter").Text());
        Assert.EndsWith("line 19999\nline 20000\n", Printed(cells, "move-output"));
    }

    private static string Printed(IReadOnlyDictionary<string, IReadOnlyList<CellOutput>> cells, string id) =>
        string.Concat(cells[id].Where(output => output.Type == "stream").Select(output => output.Text()));

    private static CellOutput Result(IReadOnlyDictionary<string, IReadOnlyList<CellOutput>> cells, string id) =>
        cells[id].Last(output => output.Type is "execute_result" or "display_data");

    private static void AssertChart(IReadOnlyDictionary<string, IReadOnlyList<CellOutput>> cells, string id)
    {
        var result = Result(cells, id);
        Assert.Equal([Chart, "text/plain"], result.MimeTypes.Order());
        var figure = result.Content.GetProperty("data").GetProperty(Chart);
        Assert.Equal(JsonValueKind.Object, figure.ValueKind);
        Assert.True(figure.GetProperty("data").GetArrayLength() > 0);
    }

    /// <summary>A value of reference-results.tsv, computed with R.</summary>
    private static double Reference(string analysis, string quantity) =>
        File.ReadLines(Path.Combine(RepositoryFolder.SampleNotebooks, "data", "reference-results.tsv"))
            .Select(line => line.Split('\t'))
            .Where(fields => fields[0] == "lung_ncctg" && fields[1] == analysis && fields[2] == quantity)
            .Select(fields => double.Parse(fields[3], CultureInfo.InvariantCulture))
            .Single();
}
