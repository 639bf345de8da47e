using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workbench.Deidentify.Dicom.Files;

/// <summary>
/// The report of a folder: a JSON array with one line per file, in the order of the files' names. Lines are written as soon as those before
/// them are, so that a report of a million files needs no memory for them.
/// </summary>
public sealed class FolderReport : IDisposable
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly StreamWriter? writer;
    private readonly ConformancePage? page;
    private readonly Dictionary<int, string> waiting = [];
    private readonly Lock gate = new();
    private int next;

    /// <param name="path">Of the JSON file, replaced if it is there; null for none.</param>
    /// <param name="page">Gets each outcome too.</param>
    public FolderReport(string? path, ConformancePage? page = null)
    {
        this.page = page;
        writer = path is null ? null : new StreamWriter(path);
        writer?.Write('[');
    }

    /// <summary>Adds the line of one file.</summary>
    /// <param name="index">Its place among the files of the folder, from 0.</param>
    public void Add(int index, FileOutcome outcome)
    {
        var line = JsonSerializer.Serialize(outcome, Options);
        lock (gate)
        {
            page?.Add(outcome);
            if (writer is null)
            {
                return;
            }

            waiting[index] = line;
            while (waiting.Remove(next, out var ready))
            {
                writer.Write(next++ == 0 ? "\n" : ",\n");
                writer.Write(ready);
            }
        }
    }

    public void Dispose()
    {
        writer?.Write("\n]\n");
        writer?.Dispose();
    }
}
