using Microsoft.Data.Analysis;
using Workbench.Client.Columns;
using Workbench.Client.Frames;

namespace Workbench.Client.Tests.Frames;

public class AnalysisFrameTests
{
    [Fact]
    public void Frame_has_the_values_and_null_for_missing_ones()
    {
        var frame = AnalysisFrame.From(
        [
            new Column<string>("patient", ["a", null!], [false, true]),
            new Column<long>("time", [306, 0], [false, true]),
            new Column<double>("score", [1.5, double.NaN], [false, true]),
            new Column<bool>("smoker", [true, false], [false, true]),
            new Column<DateTime>("seen", [new DateTime(2000, 1, 2), default], [false, true]),
            new Column<int>("count", [1, 2], null),
        ]);

        Assert.Equal(2, frame.Rows.Count);
        Assert.Equal(["a", 306L, 1.5, true, new DateTime(2000, 1, 2), 1], frame.Rows[0]);
        Assert.Equal([null!, null!, null!, null!, null!, 2], frame.Rows[1]);
        Assert.IsType<Int64DataFrameColumn>(frame["time"]);
    }
}
