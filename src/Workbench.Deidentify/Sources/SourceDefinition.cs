using Workbench.Deidentify.Rules;
using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Sources;

/// <summary>A source as its <c>source.yaml</c> declares it, already checked.</summary>
/// <param name="Name">Name of the source: the name of its folder.</param>
/// <param name="Provider">The institution the data come from.</param>
/// <param name="Title">What the source is, in words.</param>
/// <param name="Profile">The profile whose rules it uses.</param>
/// <param name="Tables">The tables, in the order of the file.</param>
/// <param name="RulesSha256">Lower-case SHA-256 of <c>source.yaml</c> as it was read.</param>
public sealed record SourceDefinition(
    string Name,
    string Provider,
    string Title,
    string Profile,
    IReadOnlyList<TableDefinition> Tables,
    string RulesSha256)
{
    /// <summary>The DICOM images, or null when the source has none.</summary>
    public ImagesDefinition? Images { get; init; }

    /// <summary>The k that every table has to reach for a snapshot to be built, or null.</summary>
    public int? TargetK { get; init; }

    /// <summary>The columns of a table whose values are taken out of free text of the same patients, here or in other tables; the patient's own identifier always is one.</summary>
    public IReadOnlyList<int> IdentifierColumns(TableDefinition table)
    {
        var cleaning = Tables.Where(t => t.Issuer == table.Issuer && t.CleansText).ToList();
        var named = cleaning.SelectMany(t => t.Columns.Select(c => c.Rule).OfType<FreeTextRule>().SelectMany(r => r.Remove).Where(c => (c.Table ?? t.Name) == table.Name)).Select(c => c.Column).ToHashSet();
        return [.. Enumerable.Range(0, table.Columns.Count).Where(i => named.Contains(table.Columns[i].Name) || (table.CleansText && i == table.PatientKey))];
    }
}

/// <summary>One table: raw files of the same columns, and what becomes of each column.</summary>
/// <param name="Name">Name of the table in the snapshot.</param>
/// <param name="Files">The raw files, paths within the source.</param>
/// <param name="Delimiter">What separates the fields of a CSV file: comma, semicolon or tab.</param>
/// <param name="MissingMarks">Texts that stand for a missing value, besides the empty field.</param>
/// <param name="PrimaryKey">Columns that together name a row.</param>
/// <param name="PatientKey">Index in <paramref name="Columns"/> of the patient's identifier.</param>
/// <param name="Issuer">Who gave out the patients' identifiers: equal identifiers of one issuer are one patient.</param>
/// <param name="QuasiIdentifiers">Columns of the snapshot that outsiders could know.</param>
/// <param name="Counts">Columns of the snapshot to count for the cohort's page.</param>
/// <param name="Columns">The raw columns.</param>
public sealed record TableDefinition(
    string Name,
    IReadOnlyList<string> Files,
    char Delimiter,
    IReadOnlyList<string> MissingMarks,
    IReadOnlyList<int> PrimaryKey,
    int PatientKey,
    string Issuer,
    IReadOnlyList<string> QuasiIdentifiers,
    IReadOnlyList<CountDefinition> Counts,
    IReadOnlyList<ColumnDefinition> Columns)
{
    /// <summary>The columns that reach the snapshot, the patient's first, the others in the order of the rules.</summary>
    public IReadOnlyList<ColumnDefinition> Kept { get; } =
        [Columns[PatientKey], .. Columns.Where((c, i) => i != PatientKey && !c.Rule.Drops)];

    /// <summary>People from whom the patients come, for the journalist risk; null when not declared.</summary>
    public long? Population { get; init; }

    /// <summary>Whether a column of free text stays without the patients' identifiers.</summary>
    public bool CleansText => Columns.Any(c => c.Rule is FreeTextRule { Drops: false });
}

/// <summary>One raw column and its rule.</summary>
/// <param name="Name">Name in the raw file.</param>
/// <param name="Type">What its values have to be.</param>
/// <param name="Required">Whether a missing value refuses the row.</param>
/// <param name="Rule">What becomes of it.</param>
/// <param name="Output">Name in the snapshot.</param>
/// <param name="Unit">Unit of the values in the snapshot, or null.</param>
/// <param name="Meaning">What a value in the snapshot says.</param>
/// <param name="Role">What the column is for: one of <see cref="Workbench.Cohorts.Snapshots.ColumnRoles"/>.</param>
public sealed record ColumnDefinition(
    string Name,
    ColumnType Type,
    bool Required,
    Rule Rule,
    string Output,
    string? Unit,
    string Meaning,
    string Role)
{
    /// <summary>How rare values are merged after the rule, or null.</summary>
    public RareGroups? Rare { get; init; }

    /// <summary>Type of the column in the snapshot.</summary>
    public ValueKind OutputKind => Rare is null ? Rule.OutputKind(Type) : ValueKind.Text;

    /// <summary>What becomes of the column, for the manifest.</summary>
    public string Words => Rare is null ? Rule.Words : $"{Rule.Words}, {Rare.Words}";
}

/// <summary>A column of the snapshot to count patients by.</summary>
/// <param name="Column">Name in the snapshot.</param>
/// <param name="Title">Title of the chart.</param>
/// <param name="Kind">age, sex, stage, treatment or other.</param>
/// <param name="Labels">What to write for a value, by its text; others are written as they are.</param>
/// <param name="Width">For numbers: width of the bins, or null to count each value.</param>
public sealed record CountDefinition(
    string Column,
    string Title,
    string Kind,
    IReadOnlyDictionary<string, string> Labels,
    int? Width);
