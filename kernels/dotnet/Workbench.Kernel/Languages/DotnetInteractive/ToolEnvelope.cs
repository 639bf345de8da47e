using System.Text.Json;

namespace Workbench.Kernel.Languages.DotnetInteractive;

/// <summary>One line of the tool's <c>stdio</c> protocol: an event, or a command that the tool gives to whoever runs it.</summary>
/// <param name="Type">Such as <c>ReturnValueProduced</c>, or <c>RequestInput</c> for a command.</param>
/// <param name="Token">Of the command that it belongs to; commands that a command gives rise to have tokens that begin with its own.</param>
/// <param name="Body">The event's or the command's own members.</param>
/// <param name="Command">The envelope of the command, as it came.</param>
internal sealed record ToolEnvelope(bool IsEvent, string Type, string Token, JsonElement Body, JsonElement Command)
{
    /// <returns>Null for a line that is none, such as what a program printed past the tool.</returns>
    public static ToolEnvelope? TryRead(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement.Clone();
            if (root.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            if (Text(root, "eventType") is { } type)
            {
                var command = Member(root, "command");
                return new ToolEnvelope(true, type, Text(command, "token") ?? "", Member(root, "event"), command);
            }

            return Text(root, "commandType") is { } asked ? new ToolEnvelope(false, asked, Text(root, "token") ?? "", Member(root, "command"), root) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether it ends the command with this token.</summary>
    public bool Ends(string token) => IsEvent && Token == token && (Type is "CommandSucceeded" or "CommandFailed");

    public string? Text(string name) => Text(Body, name);

    public IEnumerable<JsonElement> List(string name) => List(Body, name);

    public static string? Text(JsonElement owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static int Number(JsonElement owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : 0;

    public static IEnumerable<JsonElement> List(JsonElement owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];

    public static JsonElement Member(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) ? value : default;
}
