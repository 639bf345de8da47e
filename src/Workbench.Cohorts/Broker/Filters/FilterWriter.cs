using System.Text;

namespace Workbench.Cohorts.Broker.Filters;

/// <summary>Writes a checked filter as DuckDB SQL.</summary>
internal static class FilterWriter
{
    /// <summary>A name as a quoted identifier.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A text as a string literal.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>The expression, parenthesised throughout.</summary>
    public static string Write(FilterExpression expression)
    {
        var sql = new StringBuilder();
        Write(expression, sql);
        return sql.ToString();
    }

    private static void Write(FilterExpression expression, StringBuilder sql)
    {
        switch (expression)
        {
            case FilterExpression.Column column:
                sql.Append(Quote(column.Name));
                break;
            case FilterExpression.Constant constant:
                sql.Append(constant.Sql);
                break;
            case FilterExpression.Infix infix:
                sql.Append('(');
                Join(infix.Operands, $" {infix.Operator} ", sql);
                sql.Append(')');
                break;
            case FilterExpression.Prefix prefix:
                sql.Append('(').Append(prefix.Operator).Append(' ');
                Write(prefix.Operand, sql);
                sql.Append(')');
                break;
            case FilterExpression.Suffix suffix:
                sql.Append('(');
                Write(suffix.Operand, sql);
                sql.Append(' ').Append(suffix.Operator).Append(')');
                break;
            case FilterExpression.Between between:
                sql.Append('(');
                Write(between.Input, sql);
                sql.Append(" BETWEEN ");
                Write(between.Lower, sql);
                sql.Append(" AND ");
                Write(between.Upper, sql);
                sql.Append(')');
                break;
            case FilterExpression.In list:
                sql.Append('(');
                Write(list.Input, sql);
                sql.Append(list.Negated ? " NOT IN (" : " IN (");
                Join(list.Options, ", ", sql);
                sql.Append("))");
                break;
            case FilterExpression.Call call:
                sql.Append(call.Function).Append('(');
                Join(call.Arguments, ", ", sql);
                sql.Append(')');
                break;
            case FilterExpression.Cast cast:
                sql.Append("TRY_CAST(");
                Write(cast.Operand, sql);
                sql.Append(" AS ").Append(cast.Type).Append(')');
                break;
            default:
                throw new InvalidOperationException($"No way to write {expression.GetType().Name}.");
        }
    }

    private static void Join(IReadOnlyList<FilterExpression> parts, string separator, StringBuilder sql)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if (i > 0)
            {
                sql.Append(separator);
            }

            Write(parts[i], sql);
        }
    }
}
