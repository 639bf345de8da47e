using System.Collections.Frozen;
using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Rules;

/// <summary><c>keep-if</c>: the value where it is one of a list, otherwise a given word or nothing.</summary>
public sealed class KeepIfRule(IReadOnlyList<string> values, string? otherwise) : Rule
{
    private readonly FrozenSet<string> values = values.ToFrozenSet();

    public override string Words => otherwise is null
        ? $"keep-if one of {values.Count} values, otherwise missing"
        : $"keep-if one of {values.Count} values, otherwise \"{otherwise}\"";

    public override (string What, string NextStep)? Refuses(ColumnType input) =>
        Needs(input.Kind == ValueKind.Text, "keep-if", "text or category");

    public override string? Apply(in TypedValue value, RowContext row, out TypedValue result)
    {
        result = values.Contains(value.Text) ? value
            : otherwise is null ? TypedValue.Missing
            : TypedValue.Of(otherwise);
        return null;
    }
}
