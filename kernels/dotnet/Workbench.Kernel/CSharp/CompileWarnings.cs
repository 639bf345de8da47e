using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Workbench.Kernel.CSharp;

/// <summary>The compiler's warnings about a cell, at the places where the user wrote what they are about.</summary>
internal static class CompileWarnings
{
    /// <param name="text">What was compiled, and the way back to what was written.</param>
    public static IReadOnlyList<string> Describe(ImmutableArray<Diagnostic> all, WovenText text) =>
        all.IsEmpty ? [] :
        [
            .. all.Where(static one => one.Severity == DiagnosticSeverity.Warning && one.Location.IsInSource)
                .OrderBy(static one => one.Location.SourceSpan.Start)
                .Select(one => Describe(one, text))
                .Distinct(StringComparer.Ordinal),
        ];

    private static string Describe(Diagnostic warning, WovenText text)
    {
        var start = warning.Location.GetLineSpan().StartLinePosition;
        var (line, column) = text.ToOriginal(start.Line + 1, start.Character + 1);
        return string.Create(CultureInfo.InvariantCulture, $"({line},{column}): warning {warning.Id}: {warning.GetMessage(CultureInfo.InvariantCulture)}");
    }
}
