namespace Workbench.Kernel.Languages.Sql;

/// <summary>
/// Reads SQL as far as strings, quoted names, comments and <c>$tag$</c> strings go (PostgreSQL 16, 4.1 Lexical Structure, which DuckDB
/// follows; SQLite has no <c>$tag$</c>, and no use for a dollar there).
/// </summary>
internal static class SqlText
{
    /// <summary>Positions of the semicolons between statements.</summary>
    public static IEnumerable<int> Separators(string code)
    {
        for (var i = 0; i < code.Length;)
        {
            if (code[i] == ';')
            {
                yield return i;
            }

            i = Math.Max(i + 1, EndOfToken(code, i));
        }
    }

    /// <summary>The first position from <paramref name="start"/> that is neither blank nor comment.</summary>
    public static int SkipBlanks(string code, int start, int end)
    {
        while (start < end && (char.IsWhiteSpace(code[start]) || IsComment(code, start)))
        {
            start = Math.Max(start + 1, EndOfToken(code, start));
        }

        return Math.Min(start, end);
    }

    /// <summary>Pairs such as <c>lung.patients</c>, quoted or not, wherever they stand in the code.</summary>
    public static IEnumerable<(string Schema, string Table)> QualifiedNames(string code)
    {
        string? before = null;
        string? schema = null;
        for (var i = 0; i < code.Length;)
        {
            var end = Math.Max(i + 1, EndOfToken(code, i));
            if (NameAt(code, i, ref end) is { } name)
            {
                if (schema is not null)
                {
                    yield return (schema, name);
                }

                (before, schema) = (name, null);
            }
            else if (code[i] == '.')
            {
                schema = before;
            }
            else if (!char.IsWhiteSpace(code[i]))
            {
                (before, schema) = (null, null);
            }

            i = end;
        }
    }

    /// <summary>A name as it can stand in any statement.</summary>
    public static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>A text as a literal.</summary>
    public static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    private static string? NameAt(string code, int start, ref int end)
    {
        if (code[start] == '"')
        {
            return end - start >= 2 ? code[(start + 1)..(end - 1)].Replace("\"\"", "\"", StringComparison.Ordinal) : null;
        }

        if (!char.IsLetter(code[start]) && code[start] != '_')
        {
            return null;
        }

        end = start;
        while (end < code.Length && (char.IsLetterOrDigit(code[end]) || code[end] is '_' or '$'))
        {
            end++;
        }

        return code[start..end];
    }

    private static bool IsComment(string code, int i) => i + 1 < code.Length && ((code[i] == '-' && code[i + 1] == '-') || (code[i] == '/' && code[i + 1] == '*'));

    // After the string, quoted name or comment that begins here; else the next position.
    private static int EndOfToken(string code, int i)
    {
        switch (code[i])
        {
            case '\'' or '"':
                return EndOfQuoted(code, i);
            case '-' when IsComment(code, i):
                var line = code.IndexOf('\n', i);
                return line < 0 ? code.Length : line;
            case '/' when IsComment(code, i):
                var close = code.IndexOf("*/", i + 2, StringComparison.Ordinal);
                return close < 0 ? code.Length : close + 2;
            case '$' when i == 0 || !char.IsLetterOrDigit(code[i - 1]):
                return EndOfDollar(code, i);
            default:
                return i + 1;
        }
    }

    private static int EndOfQuoted(string code, int i)
    {
        for (var end = i + 1; end < code.Length; end++)
        {
            if (code[end] == code[i])
            {
                if (end + 1 < code.Length && code[end + 1] == code[i])
                {
                    end++;
                    continue;
                }

                return end + 1;
            }
        }

        return code.Length;
    }

    private static int EndOfDollar(string code, int i)
    {
        var tagEnd = i + 1;
        while (tagEnd < code.Length && (char.IsLetterOrDigit(code[tagEnd]) || code[tagEnd] == '_'))
        {
            tagEnd++;
        }

        // "$1" is a parameter.
        if (tagEnd >= code.Length || code[tagEnd] != '$' || char.IsDigit(code[i + 1]))
        {
            return i + 1;
        }

        var tag = code[i..(tagEnd + 1)];
        var close = code.IndexOf(tag, tagEnd + 1, StringComparison.Ordinal);
        return close < 0 ? code.Length : close + tag.Length;
    }
}
