using Workbench.Client.Columns;

namespace Workbench.Client.Tests.Columns;

public class ParquetColumnsTests
{
    private static IReadOnlyList<Column> Read(string sql)
    {
        using var file = ParquetFile.From(sql);
        return ParquetColumns.Read(file.Path);
    }

    private static IReadOnlyList<Column> Read(int workers, string sql)
    {
        using var file = ParquetFile.From(sql);
        return ParquetColumns.Read(file.Path, ColumnForm.Exact, Math.Min(workers, ParquetEngine.Workers), CancellationToken.None);
    }

    public static TheoryData<string, object> Types => new()
    {
        { "true", true },
        { "7::TINYINT", 7 },
        { "-300::SMALLINT", -300 },
        { "200::UTINYINT", 200 },
        { "60000::USMALLINT", 60000 },
        { "123456::INTEGER", 123456 },
        { "4000000000::UINTEGER", 4_000_000_000L },
        { "9007199254740993::BIGINT", 9_007_199_254_740_993L },
        { "18000000000000000000::UBIGINT", 1.8e19 },
        { "1.5::FLOAT", 1.5 },
        { "0.1::DOUBLE", 0.1 },
        { "12.34::DECIMAL(9,2)", 12.34 },
        { "'short'", "short" },
        { "'a text of more than twelve bytes: Ærøskøbing'", "a text of more than twelve bytes: Ærøskøbing" },
        { "''", "" },
        { "'00000000-0000-0000-0000-000000000001'::UUID", "00000000-0000-0000-0000-000000000001" },
        { "DATE '1969-07-20'", new DateTime(1969, 7, 20) },
        { "TIMESTAMP '2024-02-29 12:34:56.789'", new DateTime(2024, 2, 29, 12, 34, 56, 789) },
        { "epoch_ms(1709210096789)::TIMESTAMP_MS", new DateTime(2024, 2, 29, 12, 34, 56, 789) },
        { "TIME '10:11:12'", "10:11:12" },
        { "[1, 2]", "[1, 2]" },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Column_of_any_type_becomes_a_type_a_notebook_can_hold(string sql, object expected)
    {
        var column = Assert.Single(Read($"SELECT {sql} AS value"));

        Assert.Equal("value", column.Name);
        Assert.Null(column.Missing);
        Assert.Equal(expected, ((dynamic)column).Values[0]);
    }

    [Theory]
    [InlineData("BOOLEAN")]
    [InlineData("INTEGER")]
    [InlineData("BIGINT")]
    [InlineData("DOUBLE")]
    [InlineData("DATE")]
    [InlineData("TIMESTAMP")]
    [InlineData("VARCHAR")]
    [InlineData("DECIMAL(9,2)")]
    public void Missing_values_are_told_for_every_type(string type)
    {
        var column = Assert.Single(Read($"SELECT NULL::{type} AS value UNION ALL SELECT NULL::{type}"));

        Assert.Equal([true, true], column.Missing!);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Missing_values_stand_in_their_own_rows_across_chunks(int workers)
    {
        var columns = Read(workers, """
            SELECT i, CASE WHEN i % 7 = 0 THEN NULL ELSE i / 2.0 END AS half,
                   CASE WHEN i % 5 = 0 THEN NULL WHEN i % 5 = 1 THEN 'alpha' ELSE 'a longer text ' || i END AS word
            FROM range(10000) t(i)
            """);

        var number = Assert.IsType<Column<double>>(columns[1]);
        var word = Assert.IsType<Column<string>>(columns[2]);
        for (var i = 0; i < 10000; i++)
        {
            Assert.Equal(i % 7 == 0, number.Missing![i]);
            Assert.Equal(i % 7 == 0 ? double.NaN : i / 2.0, number.Values[i]);
            Assert.Equal(i % 5 == 0, word.Missing![i]);
            Assert.Equal(i % 5 == 0 ? null : i % 5 == 1 ? "alpha" : $"a longer text {i}", word.Values[i]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Columns_keep_their_order_and_values_over_row_groups(int workers)
    {
        var columns = Read(workers, $"SELECT {string.Join(", ", Enumerable.Range(0, 70).Select(c => c % 9 == 3 ? $"'c{c} ' || i AS c{c}" : $"i * {c} AS c{c}"))} FROM range(130000) t(i)");

        Assert.Equal(Enumerable.Range(0, 70).Select(c => $"c{c}"), columns.Select(column => column.Name));
        foreach (var row in new[] { 0, 2047, 2048, 122_879, 122_880, 129_999 })
        {
            Assert.All(columns.Select((column, c) => (column, c)), pair => Assert.Equal(
                pair.c % 9 == 3 ? $"c{pair.c} {row}" : (object)((long)row * pair.c),
                pair.column is Column<string> texts ? texts.Values[row] : ((Column<long>)pair.column).Values[row]));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Refusal_of_one_column_is_the_refusal_of_the_read(int workers)
    {
        var refused = Assert.Throws<InvalidDataException>(
            () => Read(workers, $"SELECT {string.Join(", ", Enumerable.Range(0, 40).Select(c => c == 20 ? "DATE '12000-01-01' AS d" : $"i AS c{c}"))} FROM range(5000) t(i)"));

        Assert.Contains("columns:", refused.Message);
    }

    [Fact]
    public void Read_that_is_cancelled_stops()
    {
        using var file = ParquetFile.From("SELECT i FROM range(10) t(i)");
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => ParquetColumns.Read(file.Path, ColumnForm.Exact, cancelled.Token));
    }

    [Fact]
    public void Equal_short_texts_share_one_object()
    {
        var column = Assert.IsType<Column<string>>(Assert.Single(Read("SELECT 'M' AS diagnosis FROM range(100)")));

        Assert.All(column.Values, text => Assert.Same(column.Values[0], text));
    }

    [Fact]
    public void Table_without_rows_keeps_its_columns()
    {
        var columns = Read("SELECT 1::BIGINT AS a, 'x' AS b, 1.5::DECIMAL(4,1) AS c WHERE false");

        Assert.Equal(["a", "b", "c"], columns.Select(column => column.Name));
        Assert.Equal([typeof(long), typeof(string), typeof(double)], columns.Select(column => column.ValueType));
        Assert.All(columns, column => Assert.Equal(0, column.Length));
    }

    [Fact]
    public void Column_names_with_dots_and_quotes_survive()
    {
        var columns = Read("SELECT 1 AS \"ph.ecog\", 2 AS \"with \"\"quote\"\" and space\", 1.0::DECIMAL(3,1) AS \"ph.karno\"");

        Assert.Equal(["ph.ecog", "with \"quote\" and space", "ph.karno"], columns.Select(column => column.Name));
    }

    [Fact]
    public void Date_outside_dotnets_years_is_refused_with_what_to_do()
    {
        var refused = Assert.Throws<InvalidDataException>(() => Read("SELECT DATE '12000-01-01' AS d"));

        Assert.Contains("columns:", refused.Message);
    }

    [Fact]
    public void File_that_is_no_parquet_is_refused_without_its_content()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "secret-content");
            var refused = Assert.Throws<InvalidDataException>(() => ParquetColumns.Read(path));
            Assert.DoesNotContain("secret", refused.Message);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
