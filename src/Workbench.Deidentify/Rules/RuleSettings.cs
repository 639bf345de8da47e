using Workbench.Deidentify.Sources;
using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Rules;

/// <summary>What a rule is made from: its settings in <c>source.yaml</c>, and the table it stands in.</summary>
/// <param name="Name">Name of the rule.</param>
/// <param name="Fields">Its settings; empty when it stands there without any.</param>
/// <param name="Column">Name of the rule's column in the raw file.</param>
/// <param name="IsPatientKey">Whether the column is the patient's identifier.</param>
/// <param name="Columns">Names and types of all columns of the table, in order.</param>
public sealed record RuleSettings(
    string Name,
    YamlFields Fields,
    string Column,
    bool IsPatientKey,
    IReadOnlyList<(string Name, ColumnType Type)> Columns)
{
    /// <summary>Index of a column by name, or null.</summary>
    public int? IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == column)
            {
                return i;
            }
        }

        return null;
    }
}
