using System.Net;
using Workbench.Cohorts.Broker.Filters;
using Workbench.Governance.Decisions;
using Workbench.Governance.Permits;

namespace Workbench.Cohorts.Tests.Broker;

/// <summary>Filters that try to reach what is not in the permit. Each is refused with the construct named, and recorded.</summary>
public sealed class FilterAttackTests : IAsyncLifetime
{
    private readonly BrokerWorld _world = new();

    private static readonly List<(string Filter, string Construct)> Attacks =
    [
        ("age IN (SELECT age FROM read_csv('/etc/passwd'))", "subquery"),
        ("EXISTS (SELECT 1 FROM read_text('/etc/passwd'))", "subquery"),
        ("(SELECT count(*) FROM read_parquet('/data/snapshots/breast/v1/tables/patients.parquet')) > 0", "subquery"),
        ("age > ANY (SELECT 1)", "subquery"),
        ("age = (VALUES (1))", "subquery"),
        ("TRUE; ATTACH '/tmp/x.db'", "SQL expression"),
        ("TRUE; COPY (SELECT 1) TO '/tmp/x'", "SQL expression"),
        ("TRUE; PRAGMA database_list", "SQL expression"),
        ("TRUE; SET memory_limit='100GB'", "SQL expression"),
        ("TRUE; INSTALL httpfs", "SQL expression"),
        ("TRUE; SELECT 2", "more than one statement"),
        ("TRUE UNION SELECT 1", "UNION"),
        ("TRUE UNION ALL SELECT secret FROM t", "UNION"),
        ("TRUE EXCEPT SELECT 1", "UNION"),
        ("TRUE ORDER BY age", "ORDER BY"),
        ("TRUE LIMIT 1", "ORDER BY"),
        ("TRUE GROUP BY age", "GROUP BY"),
        ("TRUE GROUP BY ALL", "GROUP BY"),
        ("TRUE HAVING count(*) > 1", "HAVING"),
        ("TRUE QUALIFY row_number() OVER () = 1", "QUALIFY"),
        ("TRUE USING SAMPLE 1", "SAMPLE"),
        ("TRUE) UNION (SELECT 1", "SQL expression"),
        ("1=1) OR (1=1", "SQL expression"),
        ("read_text('/etc/passwd') IS NOT NULL", "function read_text"),
        ("getenv('HOME') = 'x'", "function getenv"),
        ("current_setting('allowed_paths') LIKE '%'", "function current_setting"),
        ("getvariable('x') IS NULL", "function getvariable"),
        ("query('SELECT 1') IS NULL", "function query"),
        ("error(secret) IS NULL", "function error"),
        ("now() > DATE '2020-01-01'", "function now"),
        ("random() > 0.5", "function random"),
        ("nextval('s') > 1", "function nextval"),
        ("count(*) > 1", "function count_star"),
        ("sum(age) > 1", "function sum"),
        ("max(age) OVER () > 1", "window"),
        ("regexp_matches(note, '(a+)+$')", "function regexp_matches"),
        ("note ~ '(a+)+$'", "regexp"),
        ("note SIMILAR TO '(a+)+'", "regexp"),
        ("repeat(note, 1000000000) = ''", "function repeat"),
        ("list_filter([1], x -> x > 0) IS NULL", "function list_filter"),
        ("list_filter(range(1000000000), lambda x: x > 0) IS NULL", "function list_filter"),
        ("COLUMNS(*) IS NOT NULL", "star"),
        ("COLUMNS('sec.*') IS NOT NULL", "star"),
        ("* IS NOT NULL", ""),
        ("struct_pack(a := age).a = 1", ""),
        ("{'a': age}.a = 1", ""),
        ("[age][1] = 1", ""),
        ("#1 = 1", "position"),
        ("age = $1", "parameter"),
        ("age = ?", "parameter"),
        ("CASE WHEN age > 1 THEN TRUE ELSE error('x') END", "CASE"),
        ("note COLLATE nocase = 'x'", "COLLATE"),
        ("CAST(age AS STRUCT(a INT)) IS NULL", "conversion"),
        ("age::UUID IS NULL", "conversion"),
        ("main.abs(age, age) = 1", "function abs"),
        ("system.main.getenv('HOME') = ''", "function getenv"),
        ("abs(DISTINCT age) = 1", "function abs"),
        ("abs(age) FILTER (WHERE TRUE) = 1", "function abs"),
        ("age = 99999999999999999999999999999", "constant"),
        ("age = 1e400", "SQL expression"),
        ("age =\u0000 1", "control characters"),
        ("age = 1\n-- x", "control characters"),
        ("age = 1 /* unclosed", "SQL expression"),
        ("age = '1", "SQL expression"),
        ("age \uFF1D 1", "SQL expression"),
        ("   ", "nothing"),
    ];

    private static readonly string[] ForeignColumns =
    [
        "secret = 'x'", "SECRET = 'x'", "\"secret\" = 'x'", "t.secret = 'x'", "patients.secret = 'x'", "permitted.secret = 'x'",
        "\u2018x\u2019 = \u2018x\u2019 OR age = 1", "s\u0435cret = 'x'", "rowid = 1", "filename = 'x'", "file_row_number = 1", "t IS NULL", "age.secret = 1", "U&\"\\0073ecret\" = 'x'",
    ];

    public Task InitializeAsync() => _world.InitializeAsync();

    public Task DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Attacks_over_the_socket_are_refused_and_recorded()
    {
        await _world.PermitAsync(Level.Rows);
        foreach (var (filter, construct) in Attacks)
        {
            var refusal = await RefusedAsync(filter, HttpStatusCode.BadRequest, RefusalCodes.FilterRefused);
            Assert.Contains(construct, refusal, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Columns_that_are_not_permitted_are_refused_by_the_clause_however_they_are_written()
    {
        await _world.PermitAsync(Level.Rows);
        foreach (var filter in ForeignColumns)
        {
            using var response = await _world.SendAsync(Address(filter));
            Assert.True(
                response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.BadRequest,
                $"{filter} was answered with {response.StatusCode}");
            Assert.Contains((await _world.LastEventAsync()).Outcome, new[] { RefusalCodes.ColumnNotPermitted, RefusalCodes.FilterRefused });
        }
    }

    [Fact]
    public async Task Comment_in_a_filter_hides_nothing_of_the_query()
    {
        await _world.PermitAsync(Level.Rows, rowFilter: "age < 31");
        var csv = await _world.CsvAsync($"/v1/cohorts/lung/tables/patients?columns=age&limit=1&filter={Uri.EscapeDataString("age > 0 -- ) LIMIT 100")}");
        Assert.Equal("age\n30", csv.Trim());
    }

    [Fact]
    public async Task Deeply_nested_or_endless_filters_are_refused()
    {
        await _world.PermitAsync(Level.Rows);
        foreach (var filter in new[]
        {
            Repeat("NOT ", 3000) + "TRUE", "age = 1" + Repeat("+1", 5000),
            "age" + Repeat("::INTEGER", 1000) + " = 1", "age" + Repeat(" IS NULL", 1000), "age = " + Repeat("abs(", 1000) + "1" + Repeat(")", 1000),
            "note = '" + Repeat("x", 17_000) + "'", Repeat("(SELECT ", 900) + "1" + Repeat(")", 900),
        })
        {
            await RefusedAsync(filter, HttpStatusCode.BadRequest, RefusalCodes.FilterRefused);
        }

        // Parentheses alone make no tree: harmless, and answered.
        await _world.CsvAsync(Address(Repeat("(", 3000) + "TRUE" + Repeat(")", 3000)));
        Assert.Equal(101, (await _world.CsvAsync("/v1/cohorts/lung/tables/patients")).Trim().Split('\n').Length);
    }

    [Theory]
    [InlineData("age > 1 AND (sex = 'f' OR NOT note IS NULL)", "((\"age\" > 1) AND ((\"sex\" = 'f') OR (NOT (\"note\" IS NULL))))")]
    [InlineData("note = 'it''s'", "(\"note\" = 'it''s')")]
    [InlineData("age = -1.50", "(\"age\" = -1.50)")]
    [InlineData("ph.ecog NOT IN (1, 2)", "(\"ph.ecog\" NOT IN (1, 2))")]
    [InlineData("AGE BETWEEN 1 AND 2", "(\"age\" BETWEEN 1 AND 2)")]
    [InlineData("CAST(note AS DOUBLE) > 1e3", "(TRY_CAST(\"note\" AS DOUBLE) > 1000.0)")]
    [InlineData("age > 0 -- secret", "(\"age\" > 0)")]
    [InlineData("coalesce(age, 0) % 2 = 1", "((coalesce(\"age\", 0) % 2) = 1)")]
    public void Filter_is_written_anew_from_its_tree(string filter, string sql)
    {
        using var parser = new FilterParser();
        var parsed = BrokerWorld.Expect(parser.Parse(filter, ["age", "sex", "note", "ph.ecog"]));
        Assert.Equal(sql, parsed.Sql);
        Assert.Empty(parsed.Unresolved);
    }

    [Fact]
    public void Column_with_quotes_in_its_name_stays_a_name()
    {
        using var parser = new FilterParser();
        var parsed = BrokerWorld.Expect(parser.Parse("\"a\"\" OR \"\"b\" = 1", ["a\" OR \"b"]));
        Assert.Equal("(\"a\"\" OR \"\"b\" = 1)", parsed.Sql);
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string Address(string filter) =>
        $"/v1/cohorts/lung/tables/patients?columns=age&filter={Uri.EscapeDataString(filter)}";

    private async Task<string> RefusedAsync(string filter, HttpStatusCode status, string code)
    {
        var response = await _world.SendAsync(Address(filter));
        Assert.True(response.StatusCode == status, $"{filter[..Math.Min(80, filter.Length)]} was answered with {response.StatusCode}");
        return (await _world.RefusedAsync(Address(filter), status, code)).Detail;
    }
}
