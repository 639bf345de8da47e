using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Rules;

/// <summary>
/// <c>free-text</c>: what people wrote. It leaves with everything in it, since a name can stand anywhere in it. Other than
/// <c>drop</c> the rule says why, and stands only on text.
/// </summary>
public sealed class FreeTextRule : Rule
{
    public override bool Drops => true;

    public override string Words => "free-text: dropped";

    public override (string What, string NextStep)? Refuses(ColumnType input) =>
        Needs(input is TextType, "free-text", "text");

    public override string? Apply(in TypedValue value, RowContext row, out TypedValue result)
    {
        result = TypedValue.Missing;
        return null;
    }
}
