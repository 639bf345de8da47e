using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Rules;

/// <summary><c>keep</c>: the value as it is. Only for columns that cannot carry an identity: numbers, categories, truth values.</summary>
public sealed class KeepRule : Rule
{
    public override string Words => "keep";

    public override (string What, string NextStep)? Refuses(ColumnType input) => input switch
    {
        DateType => ("A true date must not be kept.", "Use shift-date, year or drop."),
        { IsClosed: false } => ("A text column may hold anything, so it cannot be kept.", "Declare the type category with its values, or use keep-if, pseudonym, free-text or drop."),
        _ => null,
    };

    public override bool ShowsAgesOver(int age, ColumnType input) => input is IntegerType or NumberType;

    public override string? Apply(in TypedValue value, RowContext row, out TypedValue result)
    {
        result = value;
        return null;
    }
}
