using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;
using Plotly.NET.CSharp;
using Workbench.Client.Formatting;
using Workbench.Client.Formatting.Charts;
using Chart = Plotly.NET.CSharp.Chart;

namespace Workbench.Client.Tests.Formatting;

public class ChartTests
{
    private const string MimeType = "application/vnd.plotly.v1+json";

    static ChartTests() => ClientFormatters.Register();

    private static GenericChart Line() => Chart.Line<double, double, string>(
        x: [1, 2, 3], y: [1, double.NaN, 0.5], Name: "</script><b>sex 1</b>");

    private static JsonNode Figure(GenericChart chart) => JsonNode.Parse(chart.ToDisplayString(MimeType))!;

    [Fact]
    public void Chart_leaves_as_data_and_words_never_as_script()
    {
        var chart = Chart.Combine([Line(), Line()]);

        Assert.Equal([MimeType, "text/plain"], ClientFormatters.MimeTypesFor(chart).Order());
        Assert.Equal("Chart with 2 traces: 2 × scatter", chart.ToDisplayString("text/plain"));
        Assert.DoesNotContain("<script", chart.ToDisplayString("text/html"));
        Assert.DoesNotContain("cdn", chart.ToDisplayString(MimeType));
    }

    [Fact]
    public void Figure_has_data_layout_and_config_and_gaps_for_what_is_no_number()
    {
        var figure = Figure(Line());

        Assert.Equal("[1,null,0.5]", figure["data"]![0]!["y"]!.ToJsonString().Replace(".0", ""));
        Assert.NotNull(figure["layout"]);
        Assert.NotNull(figure["config"]);
    }

    [Fact]
    public void Chart_without_wishes_takes_the_pages_width_and_theme()
    {
        var layout = Figure(Line())["layout"]!;

        Assert.Null(layout["width"]);
        Assert.Null(layout["template"]);
        Assert.True((bool)layout["autosize"]!);
        Assert.Equal(420, (int)layout["height"]!);
    }

    [Fact]
    public void Size_and_template_that_somebody_set_stay()
    {
        var chart = Plotly.NET.Chart.withTemplate(ChartTemplates.dark).Invoke(Line().WithSize(300, 200));

        var layout = Figure(chart)["layout"]!;

        Assert.Equal((300, 200), ((int)layout["width"]!, (int)layout["height"]!));
        Assert.NotNull(layout["template"]!["layout"]);
    }

    public static TheoryData<string, string> Dropped => new()
    {
        { """{"layout":{"title":"T"}}""", """{"layout":{"title":{"text":"T"}}}""" },
        { """{"layout":{"xaxis":{"title":"days","titlefont":{"size":9}}}}""", """{"layout":{"xaxis":{"title":{"text":"days","font":{"size":9}},"automargin":true}}}""" },
        { """{"layout":{"xaxis":{"titlefont":{"size":9}}}}""", """{"layout":{"xaxis":{"title":{"font":{"size":9}},"automargin":true}}}""" },
        { """{"data":[{"type":"heatmap","colorbar":{"title":"n","titleside":"right"}}]}""", """{"data":[{"type":"heatmap","colorbar":{"title":{"text":"n","side":"right"}}}]}""" },
        { """{"data":[{"type":"pie","title":"P","titleposition":"top left"}]}""", """{"data":[{"type":"pie","title":{"text":"P","position":"top left"}}]}""" },
        { """{"layout":{"title":{"text":"new","font":{"size":3}},"titlefont":{"size":9}}}""", """{"layout":{"title":{"text":"new","font":{"size":3}}}}""" },
        { """{"layout":{"annotations":[{"text":"a","ref":"paper"}]}}""", """{"layout":{"annotations":[{"text":"a","xref":"paper","yref":"paper"}]}}""" },
        { """{"layout":{"xaxis":{"autotick":false}}}""", """{"layout":{"xaxis":{"tickmode":"linear","automargin":true}}}""" },
        { """{"data":[{"type":"bar","bardir":"h"}]}""", """{"data":[{"type":"bar","orientation":"h"}]}""" },
        { """{"data":[{"type":"heatmapgl"}]}""", """{"data":[{"type":"heatmap"}]}""" },
        { """{"data":[{"type":"surface","zmin":1,"zmax":2}]}""", """{"data":[{"type":"surface","cmin":1,"cmax":2}]}""" },
        { """{"data":[{"type":"heatmap","zmin":1,"z":[[1,"NaN"],["NaN","NaN"]]}]}""", """{"data":[{"type":"heatmap","zmin":1,"z":[[1,null],["NaN","NaN"]]}]}""" },
        { """{"data":[{"x":["NaN","b"],"text":["NaN"]}]}""", """{"data":[{"x":["NaN","b"],"text":["NaN"]}]}""" },
        { """{"layout":{"title":{"text":"stays"}}}""", """{"layout":{"title":{"text":"stays"}}}""" },
    };

    [Theory]
    [MemberData(nameof(Dropped))]
    public void Attribute_that_plotly_3_dropped_is_rewritten(string old, string expected) =>
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(PlotlyFigure.ForPage(old, 600))),
            PlotlyFigure.ForPage(old, 600));
}
