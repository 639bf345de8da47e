using Microsoft.ML;
using Microsoft.ML.Data;
using Workbench.Client.Columns;
using Workbench.Client.Frames;

namespace Workbench.Client.Tests.Frames;

public class ColumnDataViewTests
{
    private static readonly ColumnDataView View = Read("""
        SELECT * FROM (VALUES ('M', 306::BIGINT, 1.5::DOUBLE, true, true, DATE '2000-01-02', 1::INTEGER),
                              (NULL, NULL, NULL, false, false, NULL, 2),
                              ('B', 1010, 2.5, true, NULL, DATE '2000-01-04', 3)) t(diagnosis, "time", area, known, unsure, seen, "count")
        """);

    private static ColumnDataView Read(string sql)
    {
        using var file = ParquetFile.From(sql);
        return new ColumnDataView(ParquetColumns.Read(file.Path, ColumnForm.Trainer));
    }

    [Theory]
    [InlineData("diagnosis", typeof(ReadOnlyMemory<char>))]
    [InlineData("time", typeof(float))]
    [InlineData("area", typeof(float))]
    [InlineData("known", typeof(bool))]
    [InlineData("unsure", typeof(float))]
    [InlineData("seen", typeof(DateTime))]
    [InlineData("count", typeof(float))]
    public void Column_has_the_type_that_trainers_take(string column, Type expected) =>
        Assert.Equal(expected, View.Schema[column].Type.RawType);

    [Fact]
    public void Missing_numbers_are_nan_and_missing_texts_empty()
    {
        Assert.Equal([306f, float.NaN, 1010f], View.GetColumn<float>("time"));
        Assert.Equal([1.5f, float.NaN, 2.5f], View.GetColumn<float>("area"));
        Assert.Equal(["M", "", "B"], View.GetColumn<ReadOnlyMemory<char>>("diagnosis").Select(text => text.ToString()));
    }

    [Fact]
    public void Missing_boolean_is_not_served_as_false()
    {
        Assert.Equal([1f, 0f, float.NaN], View.GetColumn<float>("unsure"));
        Assert.Equal([true, false, true], View.GetColumn<bool>("known"));
    }

    [Fact]
    public void Texts_of_any_length_and_number_are_each_their_own()
    {
        var view = Read("SELECT CASE WHEN i % 11 = 0 THEN repeat('Ærøskøbing ', 20000) WHEN i % 3 = 0 THEN 'k' || i % 5 ELSE 'number ' || i || ' of many' END AS word FROM range(3000) t(i)");

        Assert.All(view.GetColumn<ReadOnlyMemory<char>>("word").Select((text, i) => (text, i)), row => Assert.Equal(
            row.i % 11 == 0 ? string.Concat(Enumerable.Repeat("Ærøskøbing ", 20000)) : row.i % 3 == 0 ? $"k{row.i % 5}" : $"number {row.i} of many",
            row.text.ToString()));
    }

    [Fact]
    public void Row_count_is_known_without_reading() => Assert.Equal(3, View.GetRowCount());

    [Fact]
    public void Shuffled_cursor_gives_every_row_once_and_keeps_rows_together()
    {
        var view = new ColumnDataView(
        [
            new Column<float>("row", [.. Enumerable.Range(0, 500)], null),
            new Column<float>("twice", [.. Enumerable.Range(0, 500).Select(row => row * 2f)], null),
        ]);
        using var cursor = view.GetRowCursor(view.Schema, new Random(5));
        var row = cursor.GetGetter<float>(view.Schema["row"]);
        var twice = cursor.GetGetter<float>(view.Schema["twice"]);
        var seen = new List<float>();
        while (cursor.MoveNext())
        {
            float first = 0, second = 0;
            row(ref first);
            twice(ref second);
            Assert.Equal(first * 2, second);
            seen.Add(first);
        }

        Assert.Equal(500, seen.Distinct().Count());
        Assert.NotEqual(seen.Order(), seen);
    }

    [Fact]
    public void Column_that_was_not_asked_for_cannot_be_read()
    {
        using var cursor = View.GetRowCursor([View.Schema["time"]]);

        Assert.True(cursor.IsColumnActive(View.Schema["time"]));
        Assert.False(cursor.IsColumnActive(View.Schema["area"]));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<float>(View.Schema["area"]));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<double>(View.Schema["time"]));
    }

    [Fact]
    public void Trainer_learns_from_the_view()
    {
        var random = new Random(1);
        var x = Enumerable.Range(0, 400).Select(_ => random.NextSingle()).ToArray();
        var view = new ColumnDataView(
        [
            new Column<float>("x", x, null),
            new Column<bool>("Label", [.. x.Select(value => value > 0.5f)], null),
        ]);
        var context = new MLContext(seed: 1);
        var pipeline = context.Transforms.Concatenate("Features", "x")
            .Append(context.BinaryClassification.Trainers.FastTree(numberOfTrees: 10));

        var metrics = context.BinaryClassification.Evaluate(pipeline.Fit(view).Transform(view));

        Assert.True(metrics.AreaUnderRocCurve > 0.99);
    }

    [Fact]
    public void Native_library_of_LightGbm_loads_and_trains()
    {
        var random = new Random(2);
        var x = Enumerable.Range(0, 400).Select(_ => random.NextSingle()).ToArray();
        var view = new ColumnDataView(
        [
            new Column<float>("x", x, null),
            new Column<bool>("Label", [.. x.Select(value => value > 0.5f)], null),
        ]);
        var context = new MLContext(seed: 1);
        var pipeline = context.Transforms.Concatenate("Features", "x")
            .Append(context.BinaryClassification.Trainers.LightGbm(numberOfIterations: 20));

        var metrics = context.BinaryClassification.Evaluate(pipeline.Fit(view).Transform(view));

        Assert.True(metrics.AreaUnderRocCurve > 0.99);
    }

    [Fact]
    public void Table_without_rows_gives_a_view_without_rows()
    {
        var view = new ColumnDataView([new Column<float>("x", [], null)]);

        Assert.Equal(0, view.GetRowCount());
        Assert.Empty(view.GetColumn<float>("x"));
    }
}
