using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Workbench.Kernel.CSharp;

/// <summary>One error of the compiler, with the place in the cell, from 1.</summary>
/// <param name="Text">Such as <c>(1,9): error CS0029: Cannot …</c>.</param>
/// <param name="SourceLine">The user's line.</param>
/// <param name="Length">How many characters of the line it is about, at least 1.</param>
internal sealed record CompileError(int Line, int Column, int Length, string Code, string Text, string SourceLine)
{
    /// <summary>The error, the line it is about, and a mark under the place.</summary>
    public IEnumerable<string> Lines() =>
    [
        Text,
        "    " + SourceLine,
        "    " + new string([.. SourceLine.Take(Column - 1).Select(letter => letter == '\t' ? '\t' : ' ')]) + new string('~', Length),
    ];
}

internal static class CompileErrors
{
    /// <summary>More than these help nobody.</summary>
    private const int MaxShown = 20;

    public static IReadOnlyList<CompileError> Describe(ImmutableArray<Diagnostic> errors, string code)
    {
        var lines = code.Split('\n');
        return [.. errors.OrderBy(error => error.Location.SourceSpan.Start).Take(MaxShown).Select(error => Describe(error, lines))];
    }

    private static CompileError Describe(Diagnostic error, string[] lines)
    {
        var span = error.Location.GetLineSpan();
        var start = span.StartLinePosition;
        var source = start.Line < lines.Length ? lines[start.Line].TrimEnd('\r') : "";
        var column = Math.Min(start.Character, source.Length);
        var end = span.EndLinePosition.Line == start.Line ? span.EndLinePosition.Character : source.Length;
        return new CompileError(
            start.Line + 1,
            start.Character + 1,
            Math.Max(1, Math.Min(end, source.Length) - column),
            error.Id,
            string.Create(CultureInfo.InvariantCulture, $"({start.Line + 1},{start.Character + 1}): error {error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}"),
            source);
    }
}
