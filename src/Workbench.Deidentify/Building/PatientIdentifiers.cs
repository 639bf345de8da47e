using System.Globalization;
using DuckDB.NET.Data;
using Workbench.Deidentify.Rules;
using Workbench.Deidentify.Texts;
using Workbench.Deidentify.Values;

namespace Workbench.Deidentify.Building;

/// <summary>
/// The patients' own identifiers by pseudonym, kept aside in the work database while tables are loaded, so that they can be taken out of free text that
/// stands in other rows and tables. They never leave the raw side and are deleted with the work database.
/// </summary>
internal sealed class PatientIdentifiers : IDisposable
{
    private const string Table = "~identifiers";
    private const char Text = 't', Date = 'd', Separator = '\x1F';
    private const int KeptInMemory = 512;

    private readonly DuckDBAppender appender;
    private readonly Lock adding = new();

    private PatientIdentifiers(DuckDBAppender appender, IReadOnlyList<int> columns) => (this.appender, Columns) = (appender, columns);

    /// <summary>Columns of the raw table that hold identifiers.</summary>
    public IReadOnlyList<int> Columns { get; }

    /// <summary>Identifiers of all patients as one text each, for a join on <c>patient</c>.</summary>
    public static string Query => $"(SELECT patient, string_agg(DISTINCT kind || value, chr({(int)Separator})) AS words FROM \"{Table}\" GROUP BY patient)";

    /// <summary>Opens the identifiers for a table that adds to them; null when none of its columns does.</summary>
    public static PatientIdentifiers? Open(WorkDatabase work, IReadOnlyList<int> columns)
    {
        if (columns.Count == 0)
        {
            return null;
        }

        work.Execute($"CREATE TABLE IF NOT EXISTS \"{Table}\" (patient VARCHAR, kind VARCHAR, value VARCHAR)");
        return new PatientIdentifiers(work.Connection.CreateAppender(Table), columns);
    }

    /// <summary>Makes the function <c>"~clean"(text, words)</c> known to the work database.</summary>
    public static void RegisterCleaner(WorkDatabase work)
    {
        var cache = new ThreadLocal<Dictionary<string, OwnIdentifiers>>(() => new Dictionary<string, OwnIdentifiers>(StringComparer.Ordinal));
        work.Connection.RegisterScalarFunction<string?, string, string?>("~clean", (string? text, string words) =>
        {
            if (text is null)
            {
                return null;
            }

            var known = cache.Value!;
            if (!known.TryGetValue(words, out var identifiers))
            {
                if (known.Count >= KeptInMemory)
                {
                    known.Clear();
                }

                known[words] = identifiers = Read(words);
            }

            return identifiers.Remove(text);
        });
    }

    /// <summary>Adds what a row says of its patient.</summary>
    public void Add(string patient, RowContext row)
    {
        lock (adding)
        {
            foreach (var column in Columns)
            {
                Add(patient, row[column]);
            }
        }
    }

    public void Dispose() => appender.Dispose();

    private void Add(string patient, in TypedValue value)
    {
        if (!value.HasValue)
        {
            return;
        }

        var isDate = value.Kind is ValueKind.Date or ValueKind.Timestamp;
        var text = isDate ? value.Date.DayNumber.ToString(CultureInfo.InvariantCulture) : value.Canonical().Replace(Separator, ' ');
        appender.CreateRow().AppendValue(patient).AppendValue((isDate ? Date : Text).ToString()).AppendValue(text).EndRow();
    }

    private static OwnIdentifiers Read(string words)
    {
        var all = words.Split(Separator, StringSplitOptions.RemoveEmptyEntries);
        return new OwnIdentifiers(
            all.Where(word => word[0] == Text).Select(word => word[1..]),
            all.Where(word => word[0] == Date).Select(word => DateOnly.FromDayNumber(int.Parse(word.AsSpan(1), CultureInfo.InvariantCulture))));
    }
}
