using System.Globalization;
using Workbench.Deidentify.Reading;
using Workbench.Deidentify.Regions;
using Workbench.Deidentify.Sources;
using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Rules;

/// <summary>
/// <c>region</c>: a code of a place stays where enough people live there, else it becomes the wider region that has enough, else <c>otherwise</c> or
/// nothing (45 CFR 164.514(b)(2)(i)(B) keeps the first three digits of a ZIP code where more than 20,000 people live). Populations
/// stand in a file of the source; a code that the file lacks is refused, unless <c>otherwise</c> says what it becomes.
/// </summary>
/// <param name="file">The file of populations, within the source.</param>
/// <param name="below">Regions of fewer people do not stay.</param>
/// <param name="prefix">Letters of the code to look at, or null for all.</param>
public sealed class RegionRule(string file, long below, int? prefix, string? otherwise) : Rule
{
    private PopulationTable? populations;

    public override string Words => string.Create(CultureInfo.InvariantCulture, $"region of at least {below} people") + (prefix is { } length ? string.Create(CultureInfo.InvariantCulture, $", of the first {length} letters") : "");

    public override ValueKind OutputKind(ColumnType input) => ValueKind.Text;

    public override (string What, string NextStep)? Refuses(ColumnType input) =>
        Needs(input is TextType or CategoryType or IntegerType, "region", "text, category or integer");

    public override SourceRefusal? Prepare(SourceFolder source, out string? read)
    {
        read = file;
        return PopulationTable.Open(source, file, out populations);
    }

    public override string? Apply(in TypedValue value, RowContext row, out TypedValue result)
    {
        var code = value.Canonical();
        var found = populations!.Widest(prefix is { } length && code.Length > length ? code[..length] : code, below, out var known);
        result = found is not null ? TypedValue.Of(found) : otherwise is null ? TypedValue.Missing : TypedValue.Of(otherwise);
        return known || otherwise is not null ? null : "The file of populations has no such code.";
    }
}
