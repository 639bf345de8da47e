using System.Globalization;
using System.Text;
using FSharp.Compiler.CodeAnalysis;
using FSharp.Compiler.Text;

namespace Workbench.Kernel.Languages.FSharp;

/// <summary>
/// Puts calls of checkpoints into F# code, so that a cell can be stopped in the midst of its own loops and functions. Each call
/// stands on a line of its own before the body, which begins in the column in which its author wrote it: indentation, which is
/// syntax in F#, stays what it was. Line directives keep the compiler's positions, and those in stack traces, the author's.
/// </summary>
internal static class FSharpWeaver
{
    private static readonly string[] Hints = ["while", "for", "fun", "let", "member", "static", "override", "default"];

    /// <param name="code">One cell.</param>
    /// <param name="name">What stack traces call it.</param>
    /// <returns>The woven text; the given one where there is nothing to weave.</returns>
    public static string Weave(FSharpChecker checker, string code, string name)
    {
        if (!Array.Exists(Hints, hint => code.Contains(hint, StringComparison.Ordinal)))
        {
            return code;
        }

        if (FSharpCheckpoints.Parse(checker, code) is not { } parsed)
        {
            return code;
        }

        var points = FSharpCheckpoints.Find(parsed, code);
        if (points.Count == 0)
        {
            return code;
        }

        // What the layout rule reads otherwise with the calls in it is left as it was written.
        var woven = Insert(code, name, points);
        return FSharpCheckpoints.Parse(checker, woven) is { } read && FSharpCheckpoints.CountTop(read) == FSharpCheckpoints.CountTop(parsed) ? woven : code;
    }

    private static string Insert(string code, string name, IReadOnlyList<(Position Start, string Call)> points)
    {
        var lines = code.Split('\n');
        var text = new StringBuilder(code.Length + (points.Count * 120));
        var next = 0;
        for (var line = 0; line < lines.Length; line++)
        {
            var from = 0;
            for (; next < points.Count && points[next].Start.Line == line + 1; next++)
            {
                var column = points[next].Start.Column;
                var before = lines[line][from..column];
                if (from > 0 || !string.IsNullOrWhiteSpace(before))
                {
                    text.Append(before).Append('\n');
                }

                Directive(text, line + 1, name);
                text.Append(' ', column).Append("global.Workbench.Kernel.Interrupts.Checkpoint.").Append(points[next].Call).Append("()\n");
                Directive(text, line + 1, name);
                text.Append(' ', column);
                from = column;
            }

            text.Append(lines[line], from, lines[line].Length - from);
            if (line < lines.Length - 1)
            {
                text.Append('\n');
            }
        }

        return text.ToString();
    }

    private static void Directive(StringBuilder text, int line, string name) =>
        text.Append(CultureInfo.InvariantCulture, $"# {line} \"{name}\"\n");
}
