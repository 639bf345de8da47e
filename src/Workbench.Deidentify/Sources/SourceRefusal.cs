using System.Globalization;
using System.Text;

namespace Workbench.Deidentify.Sources;

/// <summary>
/// Why a source was not taken. It says where (file, line, row, column) and what to do, and never a value of a patient: the text
/// is stored, logged and shown to people who may not see the raw store. A column of a raw file that the rules do not know is
/// named by its position, because in a file without a header the first row would be taken for names.
/// </summary>
/// <param name="Code">Stable code, for programs.</param>
/// <param name="What">What is wrong, as a sentence without the place.</param>
/// <param name="NextStep">What to do about it, as a sentence.</param>
public sealed record SourceRefusal(string Code, string What, string NextStep)
{
    /// <summary>File within the source.</summary>
    public string? File { get; init; }

    /// <summary>Line in the file, from 1.</summary>
    public long? Line { get; init; }

    /// <summary>Row of the data, from 1; the header does not count.</summary>
    public long? Row { get; init; }

    /// <summary>Name of the column as the rules write it.</summary>
    public string? Column { get; init; }

    public override string ToString()
    {
        var place = new StringBuilder(File);
        Add(place, "line ", Line?.ToString(CultureInfo.InvariantCulture));
        Add(place, "row ", Row?.ToString(CultureInfo.InvariantCulture));
        Add(place, "column ", Column);
        return place.Length == 0 ? $"{What} {NextStep}" : $"{place}: {What} {NextStep}";
    }

    private static void Add(StringBuilder place, string kind, string? at)
    {
        if (at is not null)
        {
            place.Append(place.Length == 0 ? "" : ", ").Append(kind).Append(at);
        }
    }
}
