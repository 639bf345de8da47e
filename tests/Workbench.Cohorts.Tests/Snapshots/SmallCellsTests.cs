using Workbench.Cohorts.Snapshots;

namespace Workbench.Cohorts.Tests.Snapshots;

public sealed class SmallCellsTests
{
    [Theory]
    [InlineData("10,11,12", "10,11,12")]
    [InlineData("9,50,60", "-,-,60")] // one hidden bar could be worked out from the total
    [InlineData("3,4,50,60", "-,-,-,60")] // two hidden bars of 7 patients in all are still too few
    [InlineData("6,6,50,60", "-,-,50,60")]
    [InlineData("3,200", "-,-")]
    [InlineData("3", "-")]
    [InlineData("", "")]
    [InlineData("9,9,9", "-,-,-")]
    [InlineData("1,12,12", "-,-,12")] // the first of equals
    public void Small_bars_go_and_what_would_give_them_away(string counts, string shown)
    {
        var bars = counts.Split(',', StringSplitOptions.RemoveEmptyEntries).Select((c, i) => ($"b{i}", int.Parse(c))).ToList();

        var result = SmallCells.Suppress(bars, 10);

        Assert.Equal(shown, string.Join(',', result.Select(b => b.Patients?.ToString() ?? "-")));
        Assert.Equal(bars.Select(b => b.Item1), result.Select(b => b.Label));
    }
}
