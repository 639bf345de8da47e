using System.Collections.Frozen;
using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Rules;

/// <summary><c>generalise</c> with <c>mapping</c>: each value becomes the wider word that the mapping gives it. A value that the mapping lacks is refused, unless <c>otherwise</c> says what it becomes.</summary>
public sealed class MappingRule(IReadOnlyDictionary<string, string> mapping, string? otherwise) : Rule
{
    private readonly FrozenDictionary<string, TypedValue> mapping =
        mapping.ToFrozenDictionary(m => m.Key, m => TypedValue.Of(m.Value));

    private readonly int groups = mapping.Values.Distinct().Count();

    public override string Words => $"generalise to {groups} words";

    public override ValueKind OutputKind(ColumnType input) => ValueKind.Text;

    public override (string What, string NextStep)? Refuses(ColumnType input) =>
        Needs(input is TextType or CategoryType or IntegerType or BooleanType, "generalise with mapping", "text, category, integer or boolean");

    public override string? Apply(in TypedValue value, RowContext row, out TypedValue result)
    {
        if (mapping.TryGetValue(value.Canonical(), out result))
        {
            return null;
        }

        result = otherwise is null ? TypedValue.Missing : TypedValue.Of(otherwise);
        return otherwise is null ? "The mapping has no word for the value." : null;
    }
}
