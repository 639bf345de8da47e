namespace Workbench.Cohorts.Broker.Filters;

/// <summary>
/// Everything a filter may consist of beyond columns, constants, AND, OR, NOT, BETWEEN, IN and IS NULL. The keys are
/// DuckDB's names in the parsed tree. All functions are pure, look at one row and cannot reach files, settings or other tables.
/// </summary>
internal static class FilterVocabulary
{
    public static readonly IReadOnlyDictionary<string, string> Comparisons = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["COMPARE_EQUAL"] = "=",
        ["COMPARE_NOTEQUAL"] = "<>",
        ["COMPARE_LESSTHAN"] = "<",
        ["COMPARE_GREATERTHAN"] = ">",
        ["COMPARE_LESSTHANOREQUALTO"] = "<=",
        ["COMPARE_GREATERTHANOREQUALTO"] = ">=",
        ["COMPARE_DISTINCT_FROM"] = "IS DISTINCT FROM",
        ["COMPARE_NOT_DISTINCT_FROM"] = "IS NOT DISTINCT FROM",
    };

    public static readonly IReadOnlyDictionary<string, string> Operators = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["+"] = "+",
        ["-"] = "-",
        ["*"] = "*",
        ["/"] = "/",
        ["//"] = "//",
        ["%"] = "%",
        ["~~"] = "LIKE",
        ["!~~"] = "NOT LIKE",
        ["~~*"] = "ILIKE",
        ["!~~*"] = "NOT ILIKE",
    };

    /// <summary>Name to the smallest and largest number of arguments.</summary>
    public static readonly IReadOnlyDictionary<string, (int Least, int Most)> Functions =
        new Dictionary<string, (int, int)>(StringComparer.Ordinal)
        {
            ["abs"] = (1, 1),
            ["ceil"] = (1, 1),
            ["ceiling"] = (1, 1),
            ["floor"] = (1, 1),
            ["round"] = (1, 2),
            ["trunc"] = (1, 1),
            ["lower"] = (1, 1),
            ["upper"] = (1, 1),
            ["trim"] = (1, 1),
            ["length"] = (1, 1),
            ["starts_with"] = (2, 2),
            ["ends_with"] = (2, 2),
            ["contains"] = (2, 2),
            ["year"] = (1, 1),
            ["month"] = (1, 1),
            ["day"] = (1, 1),
            ["date_diff"] = (3, 3),
            ["to_days"] = (1, 1),
            ["to_weeks"] = (1, 1),
            ["to_months"] = (1, 1),
            ["to_years"] = (1, 1),
        };

    public static readonly IReadOnlySet<string> CastTypes = new HashSet<string>(StringComparer.Ordinal)
    {
        "BOOLEAN", "INTEGER", "BIGINT", "DOUBLE", "FLOAT", "VARCHAR", "DATE", "TIMESTAMP",
    };

    /// <summary>Constants whose value is a plain JSON number.</summary>
    public static readonly IReadOnlySet<string> NumberTypes = new HashSet<string>(StringComparer.Ordinal)
    {
        "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "FLOAT", "DOUBLE",
    };

    /// <summary>What a refused construct is called when a person is told about it.</summary>
    public static string NameOf(string nodeClass, string nodeType) => nodeClass switch
    {
        "SUBQUERY" => "a subquery",
        "WINDOW" => "a window function (OVER)",
        "LAMBDA" => "a lambda",
        "STAR" => "a star or COLUMNS(...)",
        "PARAMETER" => "a parameter",
        "COLLATE" => "COLLATE",
        "CASE" => "CASE",
        "POSITIONAL_REFERENCE" => "a position (#1)",
        "DEFAULT" => "DEFAULT",
        _ => nodeType.Replace('_', ' ').ToLowerInvariant(),
    };
}
