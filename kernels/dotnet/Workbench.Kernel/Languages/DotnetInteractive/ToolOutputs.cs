using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Workbench.Kernel.Cells;
using Workbench.Kernel.Interrupts;
using Workbench.Kernel.Output;

namespace Workbench.Kernel.Languages.DotnetInteractive;

/// <summary>Hands on what the tool tells of a cell, as outputs of that cell; what went wrong is kept for its end.</summary>
internal sealed partial class ToolOutputs(RunningCell running)
{
    private readonly List<string> diagnostics = [];
    private string? failure;

    public void Take(ToolProcess tool, ToolEnvelope envelope)
    {
        switch (envelope.Type)
        {
            case "StandardOutputValueProduced":
                running.Output.Print("stdout", TextOf(envelope));
                break;
            case "StandardErrorValueProduced":
                running.Output.Print("stderr", TextOf(envelope));
                break;
            case "ReturnValueProduced":
                running.Output.Result(BundleOf(envelope), running.Output.ExecutionCount);
                break;
            case "DisplayedValueProduced":
                running.Output.Display(BundleOf(envelope), null, envelope.Text("valueId"));
                break;
            case "DisplayedValueUpdated" when envelope.Text("valueId") is { } id:
                running.Output.Update(id, BundleOf(envelope));
                break;
            case "DiagnosticsProduced":
                diagnostics.AddRange(ToolDiagnostics.Read(envelope).Select(ToolDiagnostics.Line));
                break;
            case "ErrorProduced":
                failure = envelope.Text("message") ?? TextOf(envelope);
                break;
            case "RequestInput" when !envelope.IsEvent:
                Answer(tool, envelope);
                break;
        }
    }

    /// <summary>What goes beside the result of a cell that ended well: warnings, and errors that did not end it.</summary>
    public void SayWhatIsLeft()
    {
        if (diagnostics.Count > 0)
        {
            running.Output.Print("stderr", $"\n{string.Join("\n\n", diagnostics)}\n\n");
        }

        if (failure is not null)
        {
            running.Output.Print("stderr", failure + "\n");
        }
    }

    public CellError ErrorOf(ToolEnvelope end)
    {
        if (diagnostics.Count > 0)
        {
            return new CellError("CompileError", diagnostics[0], diagnostics);
        }

        var message = end.Text("message") is { Length: > 0 } said ? said : failure ?? "The cell failed.";
        var lines = message.ReplaceLineEndings("\n").Split('\n');
        return new CellError("Error", lines[0], lines);
    }

    private static string TextOf(ToolEnvelope envelope) =>
        envelope.List("formattedValues").Select(static one => ToolEnvelope.Text(one, "value")).FirstOrDefault(static one => one is not null) ?? "";

    // The tool gives HTML alone for most values; clients that show none get its words.
    private static MimeBundle BundleOf(ToolEnvelope envelope)
    {
        var parts = envelope.List("formattedValues")
            .Where(static one => ToolEnvelope.Member(one, "suppressDisplay").ValueKind != JsonValueKind.True)
            .Select(static one => KeyValuePair.Create(ToolEnvelope.Text(one, "mimeType") ?? "text/plain", ToolEnvelope.Text(one, "value") ?? ""))
            .DistinctBy(static one => one.Key)
            .ToList();
        if (parts.TrueForAll(static one => one.Key != "text/plain") && parts.Find(static one => one.Key == "text/html") is { Value: { } html })
        {
            parts.Insert(0, KeyValuePair.Create("text/plain", WordsOf(html)));
        }

        return new MimeBundle(parts);
    }

    private static string WordsOf(string html) =>
        Blanks().Replace(WebUtility.HtmlDecode(Tags().Replace(Hidden().Replace(html, ""), " ")), " ").Trim();

    private void Answer(ToolProcess tool, ToolEnvelope asked)
    {
        var isPassword = asked.Text("inputTypeHint") == "password" || ToolEnvelope.Member(asked.Body, "isPassword").ValueKind == JsonValueKind.True;
        try
        {
            var answer = Api.Asking.Ask(running, asked.Text("prompt") ?? "", isPassword);
            tool.Tell("InputProduced", asked.Command, writer => writer.WriteString("value"u8, answer));
            tool.Tell("CommandSucceeded", asked.Command, static _ => { });
        }
        catch (NotSupportedException error)
        {
            tool.Tell("CommandFailed", asked.Command, writer => writer.WriteString("message"u8, error.Message));
        }
    }

    [GeneratedRegex("<(style|script)[^>]*>.*?</\\1>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Hidden();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
