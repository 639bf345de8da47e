using System.Globalization;
using System.Text.Json;

namespace Workbench.Cohorts.Broker.Filters;

/// <summary>Reads one expression of DuckDB's parsed tree. Whatever is not known here is refused by name.</summary>
/// <param name="resolve">The real name of a column, or null when there is none that may be named.</param>
internal sealed class FilterReader(Func<string, string?> resolve)
{
    private const int DeepestNesting = 100;

    private readonly HashSet<string> _unresolved = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _columns = new(StringComparer.Ordinal);

    /// <summary>Columns that were named and may be.</summary>
    public IReadOnlyCollection<string> Columns => _columns;

    /// <summary>Columns that were named and may not be, or do not exist.</summary>
    public IReadOnlyCollection<string> Unresolved => _unresolved;

    public FilterExpression Read(JsonElement node, int depth = 0)
    {
        if (depth > DeepestNesting)
        {
            throw new FilterRefusedException($"more than {DeepestNesting} levels of nesting");
        }

        var nodeClass = Text(node, "class");
        var type = Text(node, "type");
        return nodeClass switch
        {
            "COLUMN_REF" => ReadColumn(node),
            "CONSTANT" => new FilterExpression.Constant(ReadConstant(node.GetProperty("value"))),
            "CONJUNCTION" when type is "CONJUNCTION_AND" or "CONJUNCTION_OR" => new FilterExpression.Infix(
                type == "CONJUNCTION_AND" ? "AND" : "OR", ReadAll(node.GetProperty("children"), depth)),
            "COMPARISON" when FilterVocabulary.Comparisons.TryGetValue(type, out var comparison) => new FilterExpression.Infix(
                comparison, [Read(node.GetProperty("left"), depth + 1), Read(node.GetProperty("right"), depth + 1)]),
            "BETWEEN" when type == "COMPARE_BETWEEN" => new FilterExpression.Between(
                Read(node.GetProperty("input"), depth + 1),
                Read(node.GetProperty("lower"), depth + 1),
                Read(node.GetProperty("upper"), depth + 1)),
            "OPERATOR" => ReadOperator(node, type, depth),
            "FUNCTION" => ReadFunction(node, depth),
            "CAST" => ReadCast(node, depth),
            _ => throw new FilterRefusedException(FilterVocabulary.NameOf(nodeClass, type)),
        };
    }

    private FilterExpression.Column ReadColumn(JsonElement node)
    {
        // ph.ecog without quotes is parsed as table and column; our columns may have dots in their names.
        var written = string.Join('.', node.GetProperty("column_names").EnumerateArray().Select(part => part.GetString()));
        if (resolve(written) is { } name)
        {
            _columns.Add(name);
            return new FilterExpression.Column(name);
        }

        _unresolved.Add(written);
        return new FilterExpression.Column(written);
    }

    private FilterExpression ReadOperator(JsonElement node, string type, int depth)
    {
        var children = ReadAll(node.GetProperty("children"), depth);
        return (type, children.Count) switch
        {
            ("OPERATOR_NOT", 1) => new FilterExpression.Prefix("NOT", children[0]),
            ("OPERATOR_IS_NULL", 1) => new FilterExpression.Suffix(children[0], "IS NULL"),
            ("OPERATOR_IS_NOT_NULL", 1) => new FilterExpression.Suffix(children[0], "IS NOT NULL"),
            ("COMPARE_IN", > 1) => new FilterExpression.In(children[0], [.. children.Skip(1)], Negated: false),
            ("COMPARE_NOT_IN", > 1) => new FilterExpression.In(children[0], [.. children.Skip(1)], Negated: true),
            ("OPERATOR_COALESCE", > 0) => new FilterExpression.Call("coalesce", children),
            _ => throw new FilterRefusedException(FilterVocabulary.NameOf("OPERATOR", type)),
        };
    }

    private FilterExpression ReadFunction(JsonElement node, int depth)
    {
        var name = Text(node, "function_name").ToLowerInvariant();
        var plain = Text(node, "schema") is "" or "main"
            && Text(node, "catalog").Length == 0
            && node.GetProperty("filter").ValueKind == JsonValueKind.Null
            && !node.GetProperty("distinct").GetBoolean()
            && !node.GetProperty("export_state").GetBoolean()
            && node.GetProperty("order_bys").GetProperty("orders").GetArrayLength() == 0;
        if (!plain)
        {
            throw new FilterRefusedException($"the function {name} in this form");
        }

        var arguments = node.GetProperty("children");
        var count = arguments.GetArrayLength();
        if (node.GetProperty("is_operator").GetBoolean())
        {
            return FilterVocabulary.Operators.TryGetValue(name, out var symbol) && count is 1 or 2
                ? count == 2
                    ? new FilterExpression.Infix(symbol, ReadAll(arguments, depth))
                    : symbol is "+" or "-"
                        ? new FilterExpression.Prefix(symbol, Read(arguments[0], depth + 1))
                        : throw new FilterRefusedException($"the operator {name}")
                : throw new FilterRefusedException($"the operator {name}");
        }

        return FilterVocabulary.Functions.TryGetValue(name, out var arity) && count >= arity.Least && count <= arity.Most
            ? new FilterExpression.Call(name, ReadAll(arguments, depth))
            : throw new FilterRefusedException($"the function {name}");
    }

    private FilterExpression.Cast ReadCast(JsonElement node, int depth)
    {
        var type = Text(node.GetProperty("cast_type"), "id");
        return FilterVocabulary.CastTypes.Contains(type)
            && node.GetProperty("cast_type").GetProperty("type_info").ValueKind == JsonValueKind.Null
            ? new FilterExpression.Cast(Read(node.GetProperty("child"), depth + 1), type)
            : throw new FilterRefusedException($"a conversion to {type}");
    }

    private static string ReadConstant(JsonElement value)
    {
        var type = value.GetProperty("type");
        var id = Text(type, "id");
        if (value.GetProperty("is_null").GetBoolean())
        {
            return "NULL";
        }

        var content = value.GetProperty("value");
        if (id == "VARCHAR" && content.ValueKind == JsonValueKind.String)
        {
            return FilterWriter.Literal(content.GetString()!);
        }

        if (id == "BOOLEAN" && content.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return content.GetBoolean() ? "TRUE" : "FALSE";
        }

        if (id == "DECIMAL" && content.ValueKind == JsonValueKind.Number && content.TryGetInt64(out var unscaled))
        {
            var scale = type.GetProperty("type_info").GetProperty("scale").GetInt32();
            return Scaled(unscaled, scale).ToString(CultureInfo.InvariantCulture);
        }

        return FilterVocabulary.NumberTypes.Contains(id) && content.ValueKind == JsonValueKind.Number
            ? content.GetRawText()
            : throw new FilterRefusedException($"a constant of type {id}");
    }

    // 605 with scale 1 is 60.5.
    private static decimal Scaled(long unscaled, int scale)
    {
        var magnitude = (ulong)Math.Abs((decimal)unscaled);
        return new decimal((int)magnitude, (int)(magnitude >> 32), 0, unscaled < 0, (byte)scale);
    }

    private IReadOnlyList<FilterExpression> ReadAll(JsonElement nodes, int depth) =>
        [.. nodes.EnumerateArray().Select(one => Read(one, depth + 1))];

    private static string Text(JsonElement node, string property) => node.GetProperty(property).GetString() ?? string.Empty;
}
