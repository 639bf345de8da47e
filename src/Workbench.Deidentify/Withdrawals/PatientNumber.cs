using System.Text;
using Workbench.Deidentify.Orders;
using Workbench.Deidentify.Reading;
using Workbench.Deidentify.Rules;
using Workbench.Deidentify.Sources;

namespace Workbench.Deidentify.Withdrawals;

/// <summary>A patient's number as the hospital writes it, and as the sources of the raw store have it.</summary>
internal static class PatientNumber
{
    /// <summary>Who gave out the numbers of the sources; a source whose rules cannot be read has none.</summary>
    public static IReadOnlyList<string> Issuers(RawStore raw) =>
        [.. Sources(raw).SelectMany(source => source.Tables.Select(table => table.Issuer)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The number in each canonical spelling that a table of the issuer gives it; empty when none of them could have it.</summary>
    public static IReadOnlyList<string> Spellings(RawStore raw, string issuer, string typed)
    {
        var spellings = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in Sources(raw).SelectMany(source => source.Tables).Where(table => table.Issuer == issuer))
        {
            if (table.Columns[table.PatientKey].Type.Parse(Encoding.UTF8.GetBytes(typed), out var value) is null && Identifiers.IsClean(value.Canonical()))
            {
                spellings.Add(value.Canonical());
            }
        }

        return [.. spellings.Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<SourceDefinition> Sources(RawStore raw)
    {
        foreach (var folder in Directory.Exists(raw.Sources) ? Directory.EnumerateDirectories(raw.Sources).Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
        {
            SourceFolder.Open(raw.Sources, Path.GetFileName(folder), out var source);
            if (source is not null)
            {
                yield return source.Definition;
            }
        }
    }
}
