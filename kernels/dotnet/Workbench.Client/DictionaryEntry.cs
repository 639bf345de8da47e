using Workbench.Protocol.Broker;

namespace Workbench.Client;

/// <summary>One column of a table.</summary>
/// <param name="Table">The table that it stands in.</param>
/// <param name="Column">Its name.</param>
/// <param name="Type">Its type as the snapshot has it, for example BIGINT, DOUBLE, VARCHAR, DATE.</param>
/// <param name="Unit">Unit of its values; null when it has none.</param>
/// <param name="Meaning">What it says, in words.</param>
/// <param name="Missing">Rows without a value; null where that number is withheld or unknown.</param>
/// <param name="Role">What it is for: key, quasi, sensitive, clinical, event, outcome, date, text, admin.</param>
public sealed record DictionaryEntry(
    string Table, string Column, string Type, string? Unit, string Meaning, long? Missing, string Role)
{
    internal static DictionaryEntry Of(string table, ColumnSchema column) =>
        new(table, column.Name, column.Type, column.Unit, column.Meaning, column.Missing, column.Role);
}
