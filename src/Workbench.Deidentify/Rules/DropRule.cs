using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Rules;

/// <summary><c>drop</c>: the column does not reach the snapshot.</summary>
public sealed class DropRule : Rule
{
    public override bool Drops => true;

    public override string Words => "drop";

    public override (string What, string NextStep)? Refuses(ColumnType input) => null;

    public override string? Apply(in TypedValue value, RowContext row, out TypedValue result)
    {
        result = TypedValue.Missing;
        return null;
    }
}
