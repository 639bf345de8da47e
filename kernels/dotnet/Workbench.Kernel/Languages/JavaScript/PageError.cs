using System.Text.Json;

namespace Workbench.Kernel.Languages.JavaScript;

/// <summary>An error that code threw in the page.</summary>
internal sealed class PageError(string name, string message, IReadOnlyList<string> traceback) : Exception(message)
{
    /// <summary>Such as <c>TypeError</c>.</summary>
    public string Name => name;

    public IReadOnlyList<string> Traceback => traceback;

    public static PageError Of(JsonElement data)
    {
        string Text(string member, string missing) =>
            data.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : missing;

        IEnumerable<string> lines = data.TryGetProperty("traceback", out var given) && given.ValueKind == JsonValueKind.Array
            ? given.EnumerateArray().Where(static line => line.ValueKind == JsonValueKind.String).Select(static line => line.GetString()!)
            : [];
        return new PageError(Text("ename", "Error"), Text("evalue", "The code failed in the page."), [.. lines]);
    }
}
