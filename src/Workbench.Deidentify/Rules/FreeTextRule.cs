using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Rules;

/// <summary>
/// <c>free-text</c>: what people wrote. By itself it leaves with everything in it, since a name can stand anywhere in it. With <c>remove</c> it stays
/// without the patient's own identifiers, which stand in the named columns of any row of the patient, and without whatever has the shape of a date or a number
/// (<see cref="Texts.OwnIdentifiers"/>). They are removed when all rows are loaded; until then the text lies in the work database of the raw side.
/// </summary>
/// <param name="remove">Columns that hold the patient's identifiers; empty to drop the text.</param>
public sealed class FreeTextRule(IReadOnlyList<IdentifierColumn> remove) : Rule
{
    public override bool Drops => remove.Count == 0;

    /// <summary>The columns that hold the patient's identifiers.</summary>
    public IReadOnlyList<IdentifierColumn> Remove => remove;

    public override string Words => Drops ? "free-text: dropped" : $"free-text without what stands in {string.Join(", ", remove)}, dates and numbers";

    public override (string What, string NextStep)? Refuses(ColumnType input) =>
        Needs(input is TextType, "free-text", "text");

    public override string? Apply(in TypedValue value, RowContext row, out TypedValue result)
    {
        result = Drops ? TypedValue.Missing : value;
        return null;
    }
}

/// <summary>A raw column that identifies patients.</summary>
/// <param name="Table">Its table, or null for the table of the text.</param>
/// <param name="Column">Its name in the raw file.</param>
public sealed record IdentifierColumn(string? Table, string Column)
{
    /// <summary>Reads <c>column</c> or <c>table.column</c>.</summary>
    public static IdentifierColumn Parse(string text, IEnumerable<string> ownColumns) =>
        text.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 && !ownColumns.Contains(text) ? new(text[..dot], text[(dot + 1)..]) : new(null, text);

    public override string ToString() => Table is null ? Column : $"{Table}.{Column}";
}
