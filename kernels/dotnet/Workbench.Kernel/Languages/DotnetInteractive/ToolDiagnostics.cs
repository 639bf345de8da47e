using System.Globalization;
using System.Text.Json;
using Workbench.Kernel.Languages.Editing;

namespace Workbench.Kernel.Languages.DotnetInteractive;

/// <summary>What the tool's compilers say of code.</summary>
internal static class ToolDiagnostics
{
    public static IEnumerable<CodeDiagnostic> Read(ToolEnvelope produced) => produced.List("diagnostics").Select(static one =>
    {
        var span = ToolEnvelope.Member(one, "linePositionSpan");
        var (start, end) = (ToolEnvelope.Member(span, "start"), ToolEnvelope.Member(span, "end"));
        return new CodeDiagnostic(
            ToolEnvelope.Number(start, "line"),
            ToolEnvelope.Number(start, "character"),
            ToolEnvelope.Number(end, "line"),
            ToolEnvelope.Number(end, "character"),
            ToolEnvelope.Text(one, "severity")?.ToLowerInvariant() is ("error" or "warning") and var severity ? severity : "info",
            ToolEnvelope.Text(one, "code") ?? "",
            ToolEnvelope.Text(one, "message") ?? "");
    });

    public static string Line(CodeDiagnostic one) =>
        string.Create(CultureInfo.InvariantCulture, $"({one.StartLine + 1},{one.StartColumn + 1}): {one.Severity} {one.Code}: {one.Message}");
}
