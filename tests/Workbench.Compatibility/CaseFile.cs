using System.Text.Json;

namespace Workbench.Compatibility;

/// <summary>A file of cases about one subject; they run in one kernel, in their order.</summary>
/// <param name="Title">The subject, as a heading of the compatibility table.</param>
/// <param name="Kernel">The kernel spec.</param>
/// <param name="Cases">The cases.</param>
public sealed record CaseFile(string Title, string Kernel, IReadOnlyList<CompatibilityCase> Cases)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Where the files stand in a test's output folder.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "cases");

    /// <summary>Names of all files, in the order of the compatibility table.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(Path.GetFileName).Order(StringComparer.Ordinal).Select(static name => name!)];

    /// <exception cref="JsonException">The file is not one of cases.</exception>
    public static CaseFile Read(string name) =>
        JsonSerializer.Deserialize<CaseFile>(File.ReadAllBytes(Path.Combine(Folder, name)), Json) ?? throw new JsonException($"{name} is empty.");
}
