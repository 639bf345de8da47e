using System.Globalization;
using DuckDB.NET.Data;
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

    private PatientIdentifiers(DuckDBAppender appender) => this.appender = appender;

    /// <summary>Identifiers of all patients as one text each, for a join on <c>patient</c>.</summary>
    public static string Query => $"(SELECT patient, string_agg(DISTINCT kind || value, chr({(int)Separator})) AS words FROM \"{Table}\" GROUP BY patient)";

    public static PatientIdentifiers Create(WorkDatabase work)
    {
        work.Execute($"CREATE TABLE IF NOT EXISTS \"{Table}\" (patient VARCHAR, kind VARCHAR, value VARCHAR)");
        return new PatientIdentifiers(work.Connection.CreateAppender(Table));
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

    public void Add(string patient, in TypedValue value)
    {
        if (!value.HasValue)
        {
            return;
        }

        var isDate = value.Kind is ValueKind.Date or ValueKind.Timestamp;
        var text = isDate ? value.Date.DayNumber.ToString(CultureInfo.InvariantCulture) : value.Canonical().Replace(Separator, ' ');
        appender.CreateRow().AppendValue(patient).AppendValue((isDate ? Date : Text).ToString()).AppendValue(text).EndRow();
    }

    public void Dispose() => appender.Dispose();

    private static OwnIdentifiers Read(string words)
    {
        var all = words.Split(Separator, StringSplitOptions.RemoveEmptyEntries);
        return new OwnIdentifiers(
            all.Where(word => word[0] == Text).Select(word => word[1..]),
            all.Where(word => word[0] == Date).Select(word => DateOnly.FromDayNumber(int.Parse(word.AsSpan(1), CultureInfo.InvariantCulture))));
    }
}
