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

    /// <summary>Keeps the lines of a cell; its methods can fail in later cells.</summary>
    public static void Remember(Assembly code, CellSymbols symbols) => Cells[code] = symbols;

    /// <summary>More frames help nobody; endless recursion has a hundred thousand.</summary>
    private const int MaxFrames = 30;

    /// <summary>Lines such as <c>   at Mean(Double[] values) in cell 2, line 4, column 9</c>.</summary>
    public static IReadOnlyList<string> Of(Exception error)
    {
        List<string> lines = [];
        var repeated = 0;
        foreach (var frame in new StackTrace(error, fNeedFileInfo: false).GetFrames())
        {
            if (frame.GetMethod() is not { DeclaringType: { } type } method
                || !Cells.TryGetValue(type.Assembly, out var symbols)
                || symbols.Position(method.MetadataToken, frame.GetILOffset()) is not var (line, column))
            {
                continue;
            }

            var shown = string.Create(CultureInfo.InvariantCulture, $"   at {Where(method, type)}{symbols.Cell}, line {line}, column {column}");
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

        if (name is "Initialize" or "<Initialize>" or ".ctor" && type.Name.StartsWith("Submission#", StringComparison.Ordinal))
        {
            return "";
        }

        var owner = type.Name.StartsWith("Submission#", StringComparison.Ordinal) || type.Name.StartsWith('<') ? "" : type.Name + ".";
        return owner + name + " in ";
    }

    [GeneratedRegex(@"^<+(?<outer>[^>]*)>+(?<kind>[a-z])__(?<inner>[^|]*)")]
    private static partial Regex Generated();
}
