using Workbench.Kernel.Tests.Driving;

namespace Workbench.Kernel.Tests.Languages;

public sealed class TableTests(TableKernel kernel) : IClassFixture<TableKernel>
{
    private const string Frame = """
        using Microsoft.Data.Analysis;
        var table = new DataFrame(
            new DoubleDataFrameColumn("d", new double?[] { 1.5, null, -2 }),
            new Int64DataFrameColumn("l", new long?[] { 9007199254740993, 2, null }),
            new Int32DataFrameColumn("i", new int?[] { 1, 2, 3 }),
            new BooleanDataFrameColumn("b", new bool?[] { true, false, true }),
            new StringDataFrameColumn("s", new string[] { "täxt", null, "" }));
        """;

    [Fact]
    public async Task Table_of_csharp_is_a_pandas_frame_with_its_types_and_gaps()
    {
        await kernel.Client.RunAsync(Frame);

        var run = await kernel.Client.RunInAsync("python", "#!share --from csharp table\nprint([str(t) for t in table.dtypes])\nprint(table.isna().sum().tolist())\nprint(int(table.l[0]), table.s[0], table.d[2], table.b[1])");

        Assert.Equal("['float64', 'Int64', 'int32', 'bool', 'object']\n[1, 1, 0, 0, 1]\n9007199254740993 täxt -2.0 False\n", run.Printed);
    }

    [Fact]
    public async Task Table_of_csharp_is_a_data_frame_of_r()
    {
        await kernel.Client.RunAsync(Frame);

        var run = await kernel.Client.RunInAsync("r", "#!share --from csharp table\ncat(sapply(table, function(x) class(x)[1]), '\\n')\ncat(colSums(is.na(table)), '\\n')\ncat(table$s[1], table$d[3], table$b[2])");

        Assert.Equal("numeric numeric integer logical character \n1 1 0 0 1 \ntäxt -2 FALSE", run.Printed);
    }

    [Fact]
    public async Task Pandas_frame_comes_back_with_dates_and_gaps()
    {
        await kernel.Client.RunInAsync("python", "import pandas as pd\nframe = pd.DataFrame({'n': [1.5, None], 't': pd.to_datetime(['2020-01-02 03:04:05', None]), 's': ['a', None], 'i': [1, 2], 'b': [True, False]})");

        var run = await kernel.Client.RunAsync("#!share --from python frame\nstring.Join(\" \", frame.Columns.Select(c => c.DataType.Name + c.NullCount)) + \" \" + ((DateTime)frame[0, 1]).ToString(\"s\")");

        Assert.Equal("Double1 DateTime1 String1 Int640 Boolean0 2020-01-02T03:04:05", run.Result);
    }

    [Fact]
    public async Task Data_frame_of_r_comes_back_with_dates_and_gaps()
    {
        await kernel.Client.RunInAsync("r", "frame <- data.frame(n = c(1.5, NA), s = c('a', NA), i = c(1L, NA), b = c(TRUE, NA), d = as.Date(c('2020-01-02', NA)))");

        var run = await kernel.Client.RunAsync("#!share --from r frame --as fromR\nstring.Join(\" \", fromR.Columns.Select(c => c.DataType.Name + c.NullCount)) + \" \" + ((DateTime)fromR[0, 4]).ToString(\"s\")");

        Assert.Equal("Double1 String1 Int321 Boolean1 DateTime1 2020-01-02T00:00:00", run.Result);
    }

    [Fact]
    public async Task Result_of_sql_goes_to_python_and_r_and_back_into_sql()
    {
        await kernel.Client.RunAsync("#!sql --name result\nSELECT i, i * 0.5 AS half, 'n' || i AS name, DATE '2020-01-01' + i::INTEGER AS day FROM range(5) r(i)");

        var python = await kernel.Client.RunInAsync("python", "#!share --from sql result\nprint(result.shape, result.name[4], result.day[4].date(), result.half.sum())\nresult['twice'] = result.i * 2");
        var r = await kernel.Client.RunInAsync("r", "#!share --from sql result\ncat(nrow(result), result$name[5], format(result$day[5]))");
        var sql = await kernel.Client.RunInAsync("sql", "#!share --from python result --as back\nSELECT sum(twice) AS total FROM back");

        Assert.Equal("(5, 4) n4 2020-01-05 5.0\n", python.Printed);
        Assert.Equal("5 n4 2020-01-05", r.Printed);
        Assert.StartsWith("total\n   20", sql.Shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var made = new System.Data.DataTable(); made.Columns.Add(\"n\", typeof(double)); made.Columns.Add(\"s\", typeof(string)); made.Rows.Add(1.5, \"a\"); made.Rows.Add(DBNull.Value, \"b\");")]
    [InlineData("var made = Deedle.Frame.FromColumns(new Dictionary<string, Deedle.ISeries<int>> { [\"n\"] = Deedle.Series.FromValues(new[] { 1.5, double.NaN }), [\"s\"] = Deedle.Series.FromValues(new[] { \"a\", \"b\" }) });")]
    [InlineData("var made = new Microsoft.ML.MLContext().Data.LoadFromEnumerable(new[] { new Row { n = 1.5, s = \"a\" }, new Row { n = double.NaN, s = \"b\" } }); class Row { public double n { get; set; } public string s { get; set; } }")]
    [InlineData("using Microsoft.DotNet.Interactive.Formatting.TabularData; var made = new[] { new { n = (double?)1.5, s = \"a\" }, new { n = (double?)null, s = \"b\" } }.ToTabularDataResource();")]
    public async Task Tables_of_dotnet_libraries_are_tables_in_python(string code)
    {
        await kernel.Client.RunAsync(code);

        var run = await kernel.Client.RunInAsync("python", "#!share --from csharp made\nprint(list(made.columns), made.n.tolist(), made.s.tolist())");

        Assert.Equal("['n', 's'] [1.5, nan] ['a', 'b']\n", run.Printed);
    }

    [Theory]
    [InlineData("record Row(double? n, string s); var made = new List<Row> { new(1.5, \"a\"), new(null, \"b\") };")]
    [InlineData("var made = new[] { new { n = (double?)1.5, s = \"a\" }, new { n = (double?)null, s = \"b\" } };")]
    [InlineData("struct Cell { public double n; public Level s; } enum Level { a, b } var made = new Queue<Cell>(new[] { new Cell { n = 1.5, s = Level.a }, new Cell { n = double.NaN, s = Level.b } });")]
    [InlineData("class Item { public double? n { get; set; } public char s { get; set; } } IEnumerable<Item> made = Enumerable.Range(0, 2).Select(i => new Item { n = i == 0 ? 1.5 : null, s = \"ab\"[i] });")]
    [InlineData("#!fsharp\ntype Made = { n: System.Nullable<float>; s: string }\nlet made = [ { n = System.Nullable 1.5; s = \"a\" }; { n = System.Nullable(); s = \"b\" } ]\n#!csharp\n#!share --from fsharp made")]
    public async Task Lists_of_records_are_tables_in_python(string code)
    {
        await kernel.Client.RunAsync(code);

        var run = await kernel.Client.RunInAsync("python", "#!share --from csharp made\nprint(list(made.columns), made.n.tolist(), made.s.tolist())");

        Assert.Equal("['n', 's'] [1.5, nan] ['a', 'b']\n", run.Printed);
    }

    [Fact]
    public async Task List_of_nested_objects_stays_a_list()
    {
        await kernel.Client.RunAsync("var nested = new[] { new { n = 1, parts = new[] { 1, 2 } } };");

        Assert.Equal("[{'n': 1, 'parts': [1, 2]}]\n", (await kernel.Client.RunInAsync("python", "#!share --from csharp nested\nprint(nested)")).Printed);
    }

    [Fact]
    public async Task List_of_records_is_a_table_of_sql_and_a_data_frame_of_r()
    {
        await kernel.Client.RunAsync("record Visit(int Patient, DateTime Day, string Ward, decimal Cost); var visits = new[] { new Visit(1, new DateTime(2020, 1, 2), \"A\", 1.5m), new Visit(2, new DateTime(2020, 1, 3), null, 2m) };");

        var sql = await kernel.Client.RunInAsync("sql", "#!share --from csharp visits\nSELECT sum(Cost) AS cost, count(Ward) AS wards, max(Day)::DATE AS last FROM visits");
        var r = await kernel.Client.RunInAsync("r", "#!share --from csharp visits\ncat(sum(visits$Cost), sum(is.na(visits$Ward)), format(visits$Day[2]))");

        Assert.Matches(@"3\.5\s+1\s+2020-01-03", sql.Shown);
        Assert.Equal("3.5 1 2020-01-03", r.Printed);
    }

    [Fact]
    public async Task Empty_list_of_records_keeps_its_columns()
    {
        await kernel.Client.RunAsync("record Row2(int n, string s); var none = new List<Row2>();");

        Assert.Equal("(0, 2) ['n', 's']\n", (await kernel.Client.RunInAsync("python", "#!share --from csharp none\nprint(none.shape, list(none.columns))")).Printed);
    }

    [Fact]
    public async Task Million_rows_arrive_whole()
    {
        await kernel.Client.RunAsync("#!sql --name million\nSELECT i, i::DOUBLE AS d, 'x' || i AS t FROM range(1000000) r(i)");

        var run = await kernel.Client.RunInAsync("python", "#!share --from sql million\nprint(len(million), int(million.i.sum()), million.t.iloc[-1])");

        Assert.Equal("1000000 499999500000 x999999\n", run.Printed);
    }

    [Theory]
    [InlineData("python", "print(number, text, flag, items)", "7 täxt True [1, 2]\n")]
    [InlineData("r", "cat(number, text, flag, items)", "7 täxt TRUE 1 2")]
    public async Task Scalars_and_lists_arrive_as_what_they_are(string language, string code, string expected)
    {
        await kernel.Client.RunAsync("var number = 7; var text = \"täxt\"; var flag = true; var items = new[] { 1, 2 };");

        var run = await kernel.Client.RunInAsync(language, "#!share --from csharp number\n#!share --from csharp text\n#!share --from csharp flag\n#!share --from csharp items\n" + code);

        Assert.Equal(expected, run.Printed);
    }

    [Theory]
    [InlineData("python", "value = {'a': [1, None]}", "value.RootElement.GetRawText()", "{\"a\": [1, null]}")]
    [InlineData("python", "value = 2.5", "value * 2", "5")]
    [InlineData("r", "value <- list(a = 1)", "value.RootElement.GetRawText()", "{\"a\":1}")]
    [InlineData("r", "value <- 'x'", "value + \"y\"", "xy")]
    public async Task Values_of_children_arrive_in_csharp(string language, string there, string here, string expected)
    {
        await kernel.Client.RunInAsync(language, there);

        Assert.Equal(expected, (await kernel.Client.RunAsync($"#!share --from {language} value\n{here}")).Result);
    }

    [Fact]
    public async Task Value_that_cannot_leave_is_refused_with_the_reason()
    {
        await kernel.Client.RunInAsync("python", "handle = open('/dev/null')");

        var run = await kernel.Client.RunAsync("#!share --from python handle");

        Assert.Contains("'handle' of type TextIOWrapper cannot go to another language", run.Error.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("python", "seen = 3", "seen")]
    [InlineData("r", "seen <- 3", "seen")]
    [InlineData("fsharp", "let seen = 3", "seen")]
    public async Task Variables_are_listed(string language, string code, string expected)
    {
        await kernel.Client.RunInAsync(language, code);

        var run = await kernel.Client.RunInAsync(language, "#!who");

        Assert.Contains(expected, CellRun.Data(Assert.Single(run.Displays()), "text/plain"), StringComparison.Ordinal);
    }
}
