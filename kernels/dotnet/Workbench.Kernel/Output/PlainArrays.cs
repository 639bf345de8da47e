using System.Reflection;
using System.Runtime.CompilerServices;

namespace Workbench.Kernel.Output;

/// <summary>
/// Arrays of which the formatting library makes text that nobody can read: of tuples it shows the array's own properties, of two
/// dimensions it loses the rows. In plain text they are shown as what reads like them.
/// </summary>
internal static class PlainArrays
{
    /// <summary>What to format as plain text instead of the value; the value itself where it reads well.</summary>
    public static object? Readable(object? value) => value switch
    {
        Array { Rank: 1 } array when typeof(ITuple).IsAssignableFrom(array.GetType().GetElementType()) => Make(nameof(List), array),
        Array { Rank: 2 } array => Make(nameof(Rows), array),
        _ => value,
    };

    private static List<T> List<T>(T[] array) => [.. array];

    private static T[][] Rows<T>(T[,] array)
    {
        var rows = new T[array.GetLength(0)][];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = new T[array.GetLength(1)];
            for (var column = 0; column < rows[row].Length; column++)
            {
                rows[row][column] = array[row + array.GetLowerBound(0), column + array.GetLowerBound(1)];
            }
        }

        return rows;
    }

    private static object? Make(string method, Array array) =>
        typeof(PlainArrays).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(array.GetType().GetElementType()!).Invoke(null, [array]);
}
