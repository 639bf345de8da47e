using System.Globalization;
using Microsoft.CodeAnalysis;
using Workbench.Kernel.Languages.Editing;

namespace Workbench.Kernel.CSharp;

/// <summary>What the compiler finds wrong with a cell that is being typed.</summary>
internal static class CSharpDiagnosis
{
    private const int MaxShown = 100;

    // A last expression without a semicolon is a notebook's result and no mistake.
    private static readonly string[] Silent = ["CS8632", "CS1701", "CS1702", "CS8019"];

    public static IReadOnlyList<CodeDiagnostic> Of(SemanticModel model) =>
        [.. model.GetDiagnostics()
            .Where(static one => one.Severity >= DiagnosticSeverity.Warning && !Silent.Contains(one.Id))
            .OrderBy(static one => one.Location.SourceSpan.Start)
            .Take(MaxShown)
            .Select(Of)];

    private static CodeDiagnostic Of(Diagnostic one)
    {
        var span = one.Location.GetLineSpan();
        return new CodeDiagnostic(
            span.StartLinePosition.Line,
            span.StartLinePosition.Character,
            span.EndLinePosition.Line,
            span.EndLinePosition.Character,
            one.Severity == DiagnosticSeverity.Error ? "error" : "warning",
            one.Id,
            one.GetMessage(CultureInfo.InvariantCulture));
    }
}
