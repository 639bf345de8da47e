using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Workbench.Kernel.CSharp;

/// <summary>
/// The frames of an exception that stand in cells, with the user's own lines and columns; those of the runtime, of libraries
/// and of the kernel are left out.
/// </summary>
internal static partial class UserFrames
{
    private static readonly ConcurrentDictionary<Assembly, CellSymbols> Cells = new();

    // Asked for each of a hundred thousand frames.
    private static readonly ConcurrentDictionary<Assembly, bool> FSharp = new();

    /// <summary>Keeps the lines of a cell; its methods can fail in later cells.</summary>
    public static void Remember(Assembly code, CellSymbols symbols) => Cells[code] = symbols;

    /// <summary>More frames help nobody; endless recursion has a hundred thousand.</summary>
    private const int MaxFrames = 30;

    /// <summary>Lines such as <c>   at Mean(Double[] values) in cell 2, line 4, column 9</c>.</summary>
    public static IReadOnlyList<string> Of(Exception error)
    {
        List<string> lines = [];
        var repeated = 0;
        foreach (var frame in FramesOf(error))
        {
            if (frame.GetMethod() is not { DeclaringType: { } type } method || Place(frame, method, type) is not var (cell, line, column))
            {
                continue;
            }

            var shown = string.Create(CultureInfo.InvariantCulture, $"   at {Where(method, type)}{cell}, line {line}, column {column}");
            if (lines.Count > 0 && lines[^1] == shown)
            {
                repeated++;
                continue;
            }

            EndRepetition(lines, ref repeated);
            if (lines.Count >= MaxFrames)
            {
                lines.Add("   …");
                break;
            }

            lines.Add(shown);
        }

        EndRepetition(lines, ref repeated);
        return lines;
    }

    // Lines of F# cells come from the debug information that F# Interactive loads with them, which costs time to read.
    private static StackFrame[] FramesOf(Exception error)
    {
        var frames = new StackTrace(error, fNeedFileInfo: false).GetFrames();
        return Array.Exists(frames, static frame => IsFSharp(frame.GetMethod()?.DeclaringType)) ? new StackTrace(error, fNeedFileInfo: true).GetFrames() : frames;
    }

    private static (string Cell, int Line, int Column)? Place(StackFrame frame, MethodBase method, Type type)
    {
        if (Cells.TryGetValue(type.Assembly, out var symbols))
        {
            return symbols.Position(method.MetadataToken, frame.GetILOffset()) is var (line, column) ? (symbols.Cell, line, column) : null;
        }

        // F# Interactive puts the current folder before the cell's name.
        return IsFSharp(type) && frame.GetFileName() is { } file ? (Path.GetFileName(file), frame.GetFileLineNumber(), frame.GetFileColumnNumber()) : null;
    }

    private static bool IsFSharp(Type? type) => type is not null
        && FSharp.GetOrAdd(type.Assembly, static assembly => assembly.GetName().Name?.StartsWith("FSI-ASSEMBLY", StringComparison.Ordinal) == true);

    private static void EndRepetition(List<string> lines, ref int repeated)
    {
        if (repeated > 0)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"   … the same {repeated} times more"));
            repeated = 0;
        }
    }

    private static string Where(MethodBase method, Type type)
    {
        // Compiler-made names: "<Initialize>" is the cell itself, "<F>g__G|1_0" a local function, "<F>b__0" a lambda, "<F>d__1" an awaiting F.
        var name = method.Name;
        if (name == "MoveNext" && Generated().Match(type.Name) is { Success: true } machine)
        {
            name = machine.Groups["kind"].Value == "d" ? machine.Groups["outer"].Value : name;
            type = type.DeclaringType ?? type;
        }
        else if (Generated().Match(name) is { Success: true } generated)
        {
            name = generated.Groups["kind"].Value == "g" ? generated.Groups["inner"].Value : "lambda";
        }

        if ((name is "Initialize" or "<Initialize>" or ".ctor" && type.Name.StartsWith("Submission#", StringComparison.Ordinal)) || name == "main@")
        {
            return "";
        }

        // F#: functions of a cell are methods of FSI_0003, closures classes such as "f@3-1".
        if (type.Name.Contains('@', StringComparison.Ordinal))
        {
            return "lambda in ";
        }

        var owner = type.Name.StartsWith("Submission#", StringComparison.Ordinal) || type.Name.StartsWith("FSI_", StringComparison.Ordinal) || type.Name.StartsWith('<') ? "" : type.Name + ".";
        return owner + name + " in ";
    }

    [GeneratedRegex(@"^<+(?<outer>[^>]*)>+(?<kind>[a-z])__(?<inner>[^|]*)")]
    private static partial Regex Generated();
}
