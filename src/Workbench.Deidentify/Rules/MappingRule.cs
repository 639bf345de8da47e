using System.Collections.Frozen;
using System.Globalization;
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

    /// <summary>Ages from the limit on have to become one word (and what the mapping lacks that one too).</summary>
    public override bool ShowsAgesOver(int age, ColumnType input) => input is IntegerType && mapping
        .Where(pair => long.TryParse(pair.Key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= age)
        .Select(pair => pair.Value.Text).Append(otherwise).OfType<string>().Distinct().Count() > 1;

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
