using System.Globalization;
using FSharp.Compiler.Diagnostics;
using Workbench.Kernel.CSharp;

namespace Workbench.Kernel.Languages.FSharp;

/// <summary>The compiler's diagnostics in the words that notebooks show: <c>input.fsx (1,15)-(1,18) typecheck error This …</c>.</summary>
internal static class FSharpErrors
{
    private const int MaxShown = 20;

    public static IReadOnlyList<CompileError> Describe(IEnumerable<FSharpDiagnostic> diagnostics, string code)
    {
        var lines = code.Split('\n');
        return [.. diagnostics.Where(static one => one.Severity.IsError).Take(MaxShown).Select(one => Describe(one, lines))];
    }

    /// <summary>One warning of a cell that compiled.</summary>
    public static string Line(FSharpDiagnostic diagnostic) => string.Create(
        CultureInfo.InvariantCulture,
        $"input.fsx ({diagnostic.StartLine},{diagnostic.StartColumn + 1})-({diagnostic.EndLine},{diagnostic.EndColumn + 1}) {diagnostic.Subcategory} {(diagnostic.Severity.IsError ? "error" : "warning")} {diagnostic.Message}");

    private static CompileError Describe(FSharpDiagnostic error, string[] lines)
    {
        var source = error.StartLine >= 1 && error.StartLine <= lines.Length ? lines[error.StartLine - 1].TrimEnd('\r') : "";
        var column = Math.Min(error.StartColumn, source.Length);
        var end = error.EndLine == error.StartLine ? error.EndColumn : source.Length;
        return new CompileError(error.StartLine, column + 1, Math.Max(1, Math.Min(end, source.Length) - column), error.ErrorNumberText, Line(error), source);
    }
}
