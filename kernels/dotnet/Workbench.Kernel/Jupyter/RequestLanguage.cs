using System.Text.Json;

namespace Workbench.Kernel.Jupyter;

/// <summary>
/// The language that a request's metadata gives its code: <c>polyglot_notebook.kernelName</c>, or <c>dotnet_interactive.language</c>
/// of older notebooks. Clients send the metadata of the cell with its code.
/// </summary>
internal static class RequestLanguage
{
    /// <returns>Null where the metadata names none.</returns>
    public static string? Of(Request request)
    {
        if (request.Message.MetadataJson.Length <= 2)
        {
            return null;
        }

        using var metadata = request.Message.ParseMetadata();
        return Member(metadata.RootElement, "polyglot_notebook", "kernelName") ?? Member(metadata.RootElement, "dotnet_interactive", "language");
    }

    private static string? Member(JsonElement metadata, string group, string name) =>
        metadata.TryGetProperty(group, out var members) && members.ValueKind == JsonValueKind.Object
        && members.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}
