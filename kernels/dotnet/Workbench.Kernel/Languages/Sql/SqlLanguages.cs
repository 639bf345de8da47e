using Workbench.Kernel.Languages.Sql.DuckDb;

namespace Workbench.Kernel.Languages.Sql;

/// <summary>The SQL languages of a notebook and what they are called.</summary>
internal static class SqlLanguages
{
    public static LanguageInfo DuckDb { get; } = Describe("sql", ["duckdb"], "SQL");

    public static ILanguage NewDuckDb() => new SqlLanguage(DuckDb, static () => new DuckDbDatabase());

    /// <param name="title">What pages show.</param>
    public static LanguageInfo Describe(string name, IReadOnlyList<string> aliases, string title) => new(name, aliases, title, "DuckDB 1.5")
    {
        MimeType = "text/x-sql",
        FileExtension = ".sql",
        Lexer = "sql",
    };
}
