using System.Text.Json;

namespace Workbench.Kernel.Tests.Driving;

/// <summary>What a cell answered and showed.</summary>
public sealed record CellRun(JsonElement Reply, IReadOnlyList<(string Type, JsonElement Content)> Outputs)
{
    public string Status => Reply.GetProperty("status").GetString()!;

    /// <summary>The result as text/plain, or null.</summary>
    public string? Result => Outputs.Where(output => output.Type == "execute_result").Select(output => Data(output.Content, "text/plain")).SingleOrDefault();

    /// <summary>The last display as text/plain, or null.</summary>
    public string? Shown => Displays() is [.., var last] ? Data(last, "text/plain") : null;

    public string Printed => Stream("stdout");

    /// <summary>Name, value and traceback of the error that was shown.</summary>
    public (string Name, string Value, string[] Traceback) Error
    {
        get
        {
            var error = Outputs.Single(output => output.Type == "error").Content;
            return (
                error.GetProperty("ename").GetString()!,
                error.GetProperty("evalue").GetString()!,
                [.. error.GetProperty("traceback").EnumerateArray().Select(line => line.GetString()!)]);
        }
    }

    public string Stream(string name) => string.Concat(
        Outputs.Where(output => output.Type == "stream" && output.Content.GetProperty("name").GetString() == name).Select(output => output.Content.GetProperty("text").GetString()));

    public JsonElement[] Displays(string type = "display_data") => [.. Outputs.Where(output => output.Type == type).Select(output => output.Content)];

    public static string? Data(JsonElement content, string mimeType) =>
        content.GetProperty("data").TryGetProperty(mimeType, out var value) ? value.ToString() : null;
}
