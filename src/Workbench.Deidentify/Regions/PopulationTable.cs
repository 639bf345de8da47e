using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Workbench.Deidentify.Reading;
using Workbench.Deidentify.Sources;

namespace Workbench.Deidentify.Regions;

/// <summary>
/// How many people live in each region: a CSV file of the source with the columns <c>code</c>, <c>population</c> and, where regions lie in wider
/// ones, <c>within</c> with the code of the wider one. It describes places, not patients.
/// </summary>
public sealed class PopulationTable
{
    private readonly FrozenDictionary<string, (long People, string? Within)> regions;

    private PopulationTable(Dictionary<string, (long, string?)> regions) => this.regions = regions.ToFrozenDictionary();

    /// <param name="table">The table, when the result is null.</param>
    public static SourceRefusal? Open(SourceFolder source, string file, out PopulationTable? table)
    {
        table = null;
        if (source.OpenFile(file, ',', out var opened) is { } notOpened)
        {
            return notOpened;
        }

        using var reader = opened!;
        if (reader.ReadHeader() == RawRead.Refused)
        {
            return reader.Refusal;
        }

        var (code, people, within) = (Index(reader, "code"), Index(reader, "population"), Index(reader, "within"));
        if (code < 0 || people < 0)
        {
            return new SourceRefusal("populations-invalid", "The file of populations lacks a column \"code\" or \"population\".", "Name them so in its first line.") { File = file };
        }

        var regions = new Dictionary<string, (long, string?)>();
        RawRead read;
        while ((read = reader.Read()) == RawRead.Row)
        {
            var name = Encoding.UTF8.GetString(reader.Field(code));
            if (!long.TryParse(reader.Field(people), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || name.Length == 0)
            {
                return Refuse(reader, file, "The row has no code, or its population is not a whole number.", "Mend the row.");
            }

            var wider = within < 0 ? "" : Encoding.UTF8.GetString(reader.Field(within));
            if (!regions.TryAdd(name, (number, wider.Length == 0 ? null : wider)))
            {
                return Refuse(reader, file, "The code stands there already.", "Take one of the two rows out.");
            }
        }

        if (read == RawRead.Refused)
        {
            return reader.Refusal;
        }

        table = new PopulationTable(regions);
        return table.regions.Keys.Any(table.GoesInCircles)
            ? new SourceRefusal("populations-invalid", "Regions lie within one another in a circle, or in one that the file lacks.", "Mend the column \"within\".") { File = file }
            : null;
    }

    /// <summary>The region itself when it has enough people, else the nearest wider one that has, else null.</summary>
    /// <param name="known">Whether the table has the code.</param>
    public string? Widest(string code, long below, out bool known)
    {
        known = regions.TryGetValue(code, out var region);
        while (known && region.People < below)
        {
            if (region.Within is not { } wider)
            {
                return null;
            }

            (code, region) = (wider, regions[wider]);
        }

        return known ? code : null;
    }

    private bool GoesInCircles(string code)
    {
        for (var steps = 0; steps <= regions.Count; steps++)
        {
            if (!regions.TryGetValue(code, out var region))
            {
                return true;
            }

            if (region.Within is not { } wider)
            {
                return false;
            }

            code = wider;
        }

        return true;
    }

    private static int Index(RawTableReader reader, string name) => reader.Header.ToList().IndexOf(name);

    private static SourceRefusal Refuse(RawTableReader reader, string file, string what, string nextStep) =>
        new("populations-invalid", what, nextStep) { File = file, Line = reader.Line, Row = reader.Row };
}
