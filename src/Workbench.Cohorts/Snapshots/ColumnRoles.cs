namespace Workbench.Cohorts.Snapshots;

/// <summary>The words a column's role is chosen from: what the column is for, seen by a steward.</summary>
public static class ColumnRoles
{
    /// <summary>Pseudonyms: the patient's, or of anything else that links rows.</summary>
    public const string Key = "key";

    /// <summary>Something that outsiders could know about a person and find the row by.</summary>
    public const string Quasi = "quasi";

    /// <summary>Something that would harm the person if it became known.</summary>
    public const string Sensitive = "sensitive";

    /// <summary>Findings and treatment.</summary>
    public const string Clinical = "clinical";

    /// <summary>Times to events and whether they happened.</summary>
    public const string Event = "event";

    /// <summary>What is to be predicted.</summary>
    public const string Outcome = "outcome";

    /// <summary>Dates, shifted per patient.</summary>
    public const string Date = "date";

    /// <summary>Words.</summary>
    public const string Text = "text";

    /// <summary>Bookkeeping of the study.</summary>
    public const string Admin = "admin";

    public static IReadOnlyList<string> All { get; } =
        [Key, Quasi, Sensitive, Clinical, Event, Outcome, Date, Text, Admin];
}
