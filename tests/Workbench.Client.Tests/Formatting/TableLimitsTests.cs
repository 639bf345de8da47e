using System.Text.RegularExpressions;
using Deedle;
using Microsoft.DotNet.Interactive.Formatting;
using Workbench.Client.Columns;
using Workbench.Client.Formatting;
using Workbench.Client.Formatting.Tables;
using Workbench.Client.Frames;

namespace Workbench.Client.Tests.Formatting;

public class TableLimitsTests
{
    static TableLimitsTests() => ClientFormatters.Register();

    private static readonly Frame<int, string> Long = DeedleFrame.From(
    [
        new Column<long>("row", [.. Enumerable.Range(0, 100_000).Select(row => (long)row)], null),
        new Column<string>("secret", [.. Enumerable.Range(0, 100_000).Select(row => $"value-{row}")], null),
    ]);

    private static int RowsIn(string html) => Regex.Count(html, "<tr>") - 1;

    [Fact]
    public void Rows_that_are_not_shown_are_not_in_the_output()
    {
        var html = Long.ToDisplayString("text/html");

        Assert.Equal(20, RowsIn(html));
        Assert.Contains("20 of 100,000 rows", html);
        Assert.Contains("value-19", html);
        Assert.DoesNotContain("value-20", html);
        Assert.True(html.Length < 5_000);
        Assert.DoesNotContain("value-20", Long.ToDisplayString("text/plain"));
    }

    [Theory]
    [InlineData(100, 3, 3, "value-100<", "rows 101 to 103 of 100,000")]
    [InlineData(-2, 20, 2, "value-99998<", "rows 99,999 to 100,000 of 100,000")]
    [InlineData(99_999, 20, 1, "value-99999<", "rows 100,000 to 100,000 of 100,000")]
    [InlineData(0, 100_000, 500, "value-499<", "500 of 100,000 rows")]
    [InlineData(200_000, 20, 0, "secret", "0 of 100,000 rows")]
    public void Page_shows_the_rows_asked_for_up_to_the_limit(int from, int rows, int shown, string snippet, string note)
    {
        var html = Long.Page(from, rows).ToDisplayString("text/html");

        Assert.Equal(shown, RowsIn(html));
        Assert.Contains(snippet, html);
        Assert.Contains(note, html);
    }

    [Fact]
    public void Pages_of_series_views_and_data_frames_agree_with_the_frame()
    {
        Column[] columns = [new Column<long>("row", [.. Enumerable.Range(0, 100).Select(row => (long)row)], null)];

        Assert.Contains("rows 51 to 52 of 100", new ColumnDataView([new Column<float>("row", new float[100], null)]).Page(50, 2).ToString());
        Assert.Contains("rows 51 to 52 of 100", AnalysisFrame.From(columns).Page(50, 2).ToString());
        Assert.Contains("values 51 to 52 of 100", DeedleFrame.From(columns).GetColumn<long>("row").Page(50, 2).ToString());
    }

    [Fact]
    public void Wide_table_says_how_many_columns_are_shown()
    {
        var wide = DeedleFrame.From([.. Enumerable.Range(0, 200).Select(column => new Column<long>($"c{column}", [1], null))]);

        var html = wide.ToDisplayString("text/html");

        Assert.Contains("1 rows, 30 of 200 columns", html);
        Assert.DoesNotContain("c30<", html);
    }

    [Fact]
    public void Long_text_is_cut_in_its_cell()
    {
        var frame = DeedleFrame.From([new Column<string>("note", [new string('x', 10_000)], null)]);

        var html = frame.ToDisplayString("text/html");

        Assert.Contains(new string('x', TableLimits.CellCharacters - 1) + "…", html);
        Assert.True(html.Length < 1_000);
    }

    [Fact]
    public void Cut_text_ends_before_half_a_character()
    {
        var text = new string('x', TableLimits.CellCharacters - 2) + "😀 and more";

        Assert.Equal(new string('x', TableLimits.CellCharacters - 2) + "…", CellText.Cut(text));
    }

    [Fact]
    public void Output_stays_under_its_limit_whatever_page_is_asked_for()
    {
        var columns = Enumerable.Range(0, 30).Select(column =>
            new Column<string>($"c{column}", [.. Enumerable.Repeat(new string('y', 500), 400)], null));

        var html = DeedleFrame.From([.. columns]).Page(0, 400).ToDisplayString("text/html");

        Assert.InRange(RowsIn(html), 10, 30);
        Assert.Contains($"{RowsIn(html)} of 400 rows", html);
        Assert.True(html.Length < 300_000);
    }

    [Theory]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(123456789.0, "123456789")]
    [InlineData(1e-12, "1E-12")]
    [InlineData(-4.0, "-4")]
    [InlineData(double.NaN, null)]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Number_has_the_same_text_in_every_culture(double number, string? text)
    {
        var culture = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(text, CellText.Of(number));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
        }
    }
}
