using System.Text.Json;

namespace Workbench.Compatibility;

/// <summary>What a client saw of one step.</summary>
/// <param name="Status">How the reply says it ended: <c>ok</c>, <c>error</c>, <c>aborted</c>; <c>none</c> where no reply came.</param>
/// <param name="Outputs">Cells: what came on the iopub channel, as notebooks keep it (nbformat 4.5), streams of one name joined, displays updated.</param>
/// <param name="Reply">Other requests: the reply's content.</param>
public sealed record ObservedStep(string Status, IReadOnlyList<JsonElement> Outputs, JsonElement? Reply);

/// <summary>What a client saw of one case.</summary>
public sealed record ObservedCase(string Id, IReadOnlyList<ObservedStep> Steps)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <param name="document">A JSON array of cases, as the runners print it.</param>
    public static IReadOnlyDictionary<string, ObservedCase> ReadAll(string document) =>
        JsonSerializer.Deserialize<List<ObservedCase>>(document, Json)!.ToDictionary(static seen => seen.Id, StringComparer.Ordinal);
}
