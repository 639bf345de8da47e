using System.Text.Json;

namespace Workbench.Cohorts.Broker.Filters;

/// <summary>
/// Checks that <c>SELECT 1 FROM t WHERE …</c> with the filter put in is still one such statement, and nothing got in around
/// the condition.
/// </summary>
internal static class FilterShape
{
    public static JsonElement WhereOf(JsonElement root)
    {
        if (root.GetProperty("error").GetBoolean())
        {
            throw new FilterRefusedException("text that is not one SQL expression");
        }

        var statements = root.GetProperty("statements");
        if (statements.GetArrayLength() != 1)
        {
            throw new FilterRefusedException("more than one statement");
        }

        var node = statements[0].GetProperty("node");
        Refuse(node.GetProperty("type").GetString() != "SELECT_NODE", "UNION, EXCEPT or INTERSECT");
        Refuse(node.GetProperty("modifiers").GetArrayLength() != 0, "ORDER BY, LIMIT, OFFSET or DISTINCT");
        Refuse(node.GetProperty("cte_map").GetProperty("map").GetArrayLength() != 0, "WITH");
        Refuse(node.GetProperty("group_expressions").GetArrayLength() != 0
            || node.GetProperty("group_sets").GetArrayLength() != 0
            || node.GetProperty("aggregate_handling").GetString() != "STANDARD_HANDLING", "GROUP BY");
        Refuse(!IsNull(node, "having"), "HAVING");
        Refuse(!IsNull(node, "qualify"), "QUALIFY");
        Refuse(!IsNull(node, "sample"), "USING SAMPLE");
        Refuse(statements[0].GetProperty("named_param_map").GetArrayLength() != 0, "a parameter");

        var from = node.GetProperty("from_table");
        var asWritten = from.GetProperty("type").GetString() == "BASE_TABLE"
            && from.GetProperty("table_name").GetString() == "t"
            && from.GetProperty("schema_name").GetString() is null or ""
            && from.GetProperty("catalog_name").GetString() is null or ""
            && IsNull(from, "sample");
        Refuse(!asWritten || node.GetProperty("select_list").GetArrayLength() != 1, "another table");
        return node.GetProperty("where_clause");
    }

    private static bool IsNull(JsonElement node, string property) =>
        node.GetProperty(property).ValueKind == JsonValueKind.Null;

    private static void Refuse(bool wrong, string construct)
    {
        if (wrong)
        {
            throw new FilterRefusedException(construct);
        }
    }
}
