using System.Text.Json;
using Workbench.Kernel.Languages.Children;
using Workbench.Kernel.Languages.Editing;

namespace Workbench.Kernel.Languages.DotnetInteractive;

/// <content>What an editor asks. A cell that runs is not disturbed: requests of the shell come one after another.</content>
internal sealed partial class ToolLanguage : ICompletion, IInspection, ISignatureHelp, IDiagnosis, IValueHolder
{
    private static readonly TimeSpan EditorLimit = TimeSpan.FromSeconds(5);

    public IReadOnlyList<HeldValue> Values =>
        Find("RequestValueInfos", "ValueInfosProduced", static writer => writer.WriteString("mimeType"u8, "text/plain+summary")) is { } told
            ? [.. told.List("valueInfos").Select(static one => new HeldValue(
                ToolEnvelope.Text(one, "name") ?? "",
                ToolEnvelope.Text(one, "typeName") ?? "",
                null,
                ToolEnvelope.Text(ToolEnvelope.Member(one, "formattedValue"), "value") ?? ""))]
            : [];

    public SharedValue? Get(string name) =>
        Find("RequestValue", "ValueProduced", writer =>
        {
            writer.WriteString("name"u8, name);
            writer.WriteString("mimeType"u8, "application/json");
        }) is { } told && ToolEnvelope.Text(ToolEnvelope.Member(told.Body, "formattedValue"), "value") is { } json ? new SharedValue.Json(json) : null;

    /// <summary>Values go from language to language inside the tool, by its own <c>#!share</c> and <c>#!set</c>.</summary>
    public string? Set(string name, SharedValue value) => "Use #!share or #!set in a cell: dotnet-interactive hands values on itself.";

    public Completions Complete(string code, int position)
    {
        if (At("RequestCompletions", "CompletionsProduced", code, position) is not { } told)
        {
            return Completions.None(position);
        }

        var start = position;
        while (start > 0 && (char.IsLetterOrDigit(code[start - 1]) || code[start - 1] is '_' or '#' or '!'))
        {
            start--;
        }

        // It gives all that could stand here, and for some of it a form with places to fill in.
        var typed = code[start..position];
        return new Completions(
            [
                .. told.List("completions")
                    .Select(static one => new CompletionMatch(TextOf(one), ToolEnvelope.Text(one, "kind")?.ToLowerInvariant() ?? "text"))
                    .Where(one => one.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                    .DistinctBy(static one => one.Text),
            ],
            start,
            position);
    }

    public IReadOnlyDictionary<string, string>? Inspect(string code, int position)
    {
        var found = At("RequestHoverText", "HoverTextProduced", code, position)?.List("content")
            .Where(static one => ToolEnvelope.Text(one, "mimeType") is not null)
            .GroupBy(static one => ToolEnvelope.Text(one, "mimeType")!)
            .ToDictionary(static group => group.Key, static group => ToolEnvelope.Text(group.First(), "value") ?? "");
        if (found is { Count: > 0 })
        {
            found.TryAdd("text/plain", found.Values.First());
        }

        return found is { Count: > 0 } ? found : null;
    }

    public Signatures? Sign(string code, int position) => At("RequestSignatureHelp", "SignatureHelpProduced", code, position) is { } told
        ? new Signatures(
            [
                .. told.List("signatures").Select(static one => new Signature(
                    ToolEnvelope.Text(one, "label") ?? "",
                    ToolEnvelope.Text(ToolEnvelope.Member(one, "documentation"), "value") ?? "",
                    [
                        .. ToolEnvelope.List(one, "parameters").Select(static parameter => (
                            ToolEnvelope.Text(parameter, "label") ?? "",
                            ToolEnvelope.Text(ToolEnvelope.Member(parameter, "documentation"), "value") ?? "")),
                    ])),
            ],
            ToolEnvelope.Number(told.Body, "activeSignatureIndex"),
            ToolEnvelope.Number(told.Body, "activeParameterIndex"))
        : null;

    public IReadOnlyList<CodeDiagnostic> Diagnose(string code) =>
        Find("RequestDiagnostics", "DiagnosticsProduced", writer => writer.WriteString("code"u8, code)) is { } told ? [.. ToolDiagnostics.Read(told)] : [];

    private static string TextOf(JsonElement item)
    {
        var text = ToolEnvelope.Text(item, "insertText") ?? ToolEnvelope.Text(item, "displayText") ?? "";
        return ToolEnvelope.Text(item, "insertTextFormat") == "snippet" && text.IndexOf("($", StringComparison.Ordinal) is > 0 and var end ? text[..end] : text;
    }

    private ToolEnvelope? At(string command, string answer, string code, int position)
    {
        var before = code[..position];
        return Find(command, answer, writer =>
        {
            writer.WriteString("code"u8, code);
            writer.WriteStartObject("linePosition"u8);
            writer.WriteNumber("line"u8, before.Count(static letter => letter == '\n'));
            writer.WriteNumber("character"u8, position - before.LastIndexOf('\n') - 1);
            writer.WriteEndObject();
        });
    }

    // A tool that is stuck or has died has nothing to tell an editor; the next cell says what is wrong.
    private ToolEnvelope? Find(string command, string answer, Action<Utf8JsonWriter> members)
    {
        if (isStuck)
        {
            return null;
        }

        ToolEnvelope? found = null;
        try
        {
            session.Ask(
                command,
                writer =>
                {
                    members(writer);
                    writer.WriteString("targetKernelName"u8, info.Name);
                },
                (_, envelope) => found = envelope.IsEvent && envelope.Type == answer ? envelope : found,
                ToolSession.After(EditorLimit));
            return found;
        }
        catch (ChildDiedException)
        {
            return null;
        }
    }
}
