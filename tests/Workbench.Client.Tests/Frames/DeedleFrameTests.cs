using Deedle;
using Workbench.Client.Columns;
using Workbench.Client.Frames;

namespace Workbench.Client.Tests.Frames;

public class DeedleFrameTests
{
    private static readonly Column[] Columns =
    [
        new Column<string>("patient", ["a", null!, "c"], [false, true, false]),
        new Column<long>("time", [306, 0, 1010], [false, true, false]),
        new Column<double>("score", [1.5, double.NaN, 2.5], [false, true, false]),
        new Column<bool>("smoker", [true, false, false], [false, true, false]),
        new Column<DateTime>("seen", [new DateTime(2000, 1, 2), default, new DateTime(2000, 1, 4)], [false, true, false]),
        new Column<int>("complete", [1, 2, 3], null),
    ];

    [Fact]
    public void Frame_has_the_columns_in_order_with_their_types_and_rows_from_zero()
    {
        var frame = DeedleFrame.From(Columns);

        Assert.Equal(["patient", "time", "score", "smoker", "seen", "complete"], frame.ColumnKeys);
        Assert.Equal([typeof(string), typeof(long), typeof(double), typeof(bool), typeof(DateTime), typeof(int)], frame.ColumnTypes);
        Assert.Equal([0, 1, 2], frame.RowKeys);
    }

    [Theory]
    [InlineData("patient")]
    [InlineData("time")]
    [InlineData("score")]
    [InlineData("smoker")]
    [InlineData("seen")]
    public void Missing_value_is_missing_in_the_frame(string column)
    {
        var series = DeedleFrame.From(Columns).GetColumn<object>(column);

        Assert.Equal(3, series.KeyCount);
        Assert.Equal([0, 2], series.DropMissing().Keys);
    }

    [Fact]
    public void Whole_numbers_can_be_read_as_double_and_means_leave_missing_values_out()
    {
        var frame = DeedleFrame.From(Columns);

        Assert.Equal(658.0, frame.GetColumn<double>("time").Mean());
        Assert.Equal(2.0, frame.GetColumn<double>("score").Mean());
        Assert.Equal(3, frame.GetColumn<int>("complete")[2]);
    }

    [Fact]
    public void Table_without_rows_gives_a_frame_without_rows()
    {
        var frame = DeedleFrame.From([new Column<double>("x", [], null), new Column<string>("y", [], null)]);

        Assert.Equal(0, frame.RowCount);
        Assert.Equal(["x", "y"], frame.ColumnKeys);
    }

    [Fact]
    public void Rows_can_be_filtered_grouped_and_joined_as_in_any_frame()
    {
        var frame = DeedleFrame.From(
        [
            new Column<long>("sex", [1, 2, 1, 2], null),
            new Column<long>("time", [10, 20, 30, 40], null),
        ]);

        var means = frame.GetColumn<double>("time").GroupBy(row => frame["sex", row.Key]).Select(group => group.Value.Mean());

        Assert.Equal([20.0, 30.0], means.Values);
    }
}
