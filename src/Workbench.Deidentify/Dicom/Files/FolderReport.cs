using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workbench.Deidentify.Dicom.Files;

/// <summary>The report of a folder: a JSON array with one line per file.</summary>
public static class FolderReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static void Write(string path, IReadOnlyList<FileOutcome> outcomes) =>
        File.WriteAllText(path, "[\n" + string.Join(",\n", outcomes.Select(outcome => JsonSerializer.Serialize(outcome, Options))) + "\n]\n");
}
