using System.Collections;
using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text.Json.Serialization;

namespace Workbench.Kernel.Sharing.Tables;

/// <summary>
/// The columns of a sequence of plain objects, such as a list of records: a column for each public property or field. Where one of them
/// holds more than a number, a text, a date or the like, the sequence is no table.
/// </summary>
internal static class RecordColumns
{
    private static readonly ConcurrentDictionary<Type, MemberInfo[]> Known = new();

    /// <returns>Null where the value is no such sequence.</returns>
    public static IReadOnlyList<TableColumn>? Of(object? value)
    {
        if (value is null || RowType(value.GetType()) is not { } row || Known.GetOrAdd(row, Members) is not { Length: > 0 } members)
        {
            return null;
        }

        return (IReadOnlyList<TableColumn>?)Call(nameof(Read), [row], value, members);
    }

    // Texts are sequences, and dictionaries have a form of their own.
    private static Type? RowType(Type sequence) =>
        typeof(string) == sequence || typeof(IDictionary).IsAssignableFrom(sequence) ? null
        : sequence.GetInterfaces().Append(sequence).Where(static one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IEnumerable<>)).ToArray() is [var only]
            && only.GetGenericArguments()[0] is var row && IsRow(row) ? row : null;

    private static bool IsRow(Type type) =>
        !IsCell(type) && Nullable.GetUnderlyingType(type) is null && type is { IsInterface: false, IsAbstract: false, IsPointer: false, IsByRefLike: false } && type != typeof(object)
        && !typeof(IEnumerable).IsAssignableFrom(type)
        && !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>));

    private static MemberInfo[] Members(Type row)
    {
        MemberInfo[] all =
        [
            .. row.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(static one => one.GetMethod is { IsPublic: true } && one.GetIndexParameters().Length == 0),
            .. row.GetFields(BindingFlags.Instance | BindingFlags.Public),
        ];
        MemberInfo[] shown = [.. all.Where(static one => one.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always }).OrderBy(static one => one.MetadataToken)];
        return Array.TrueForAll(shown, static one => IsCell(TypeOf(one))) && shown.DistinctBy(static one => one.Name).Count() == shown.Length ? shown : [];
    }

    private static bool IsCell(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum
            || type == typeof(DateTimeOffset) || type == typeof(DateOnly) || type == typeof(Guid)
            || Type.GetTypeCode(type) is not (TypeCode.Object or TypeCode.DBNull or TypeCode.Empty);
    }

    private static Type TypeOf(MemberInfo member) => member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;

    private static TableColumn[]? Read<T>(IEnumerable<T> source, MemberInfo[] members)
    {
        var rows = source as T[] ?? [.. source];
        if (Array.Exists(rows, static row => row is null))
        {
            return null;
        }

        var columns = new TableColumn[members.Length];
        Parallel.For(0, members.Length, at =>
        {
            var row = Expression.Parameter(typeof(T));
            var cell = Expression.MakeMemberAccess(row, members[at]);
            var type = Nullable.GetUnderlyingType(cell.Type) ?? cell.Type;
            columns[at] = (TableColumn)Call(
                type == cell.Type ? type.IsEnum ? nameof(Names) : nameof(Values) : type.IsEnum ? nameof(NamesWithGaps) : nameof(ValuesWithGaps),
                [typeof(T), type],
                members[at].Name,
                rows,
                Expression.Lambda(cell, row).Compile())!;
        });
        return columns;
    }

    private static TableColumn Values<T, TCell>(string name, T[] rows, Func<T, TCell> cell) => new(name, Array.ConvertAll(rows, row => cell(row)), null);

    private static TableColumn ValuesWithGaps<T, TCell>(string name, T[] rows, Func<T, TCell?> cell)
        where TCell : struct
    {
        var values = new TCell[rows.Length];
        bool[]? missing = null;
        for (var at = 0; at < rows.Length; at++)
        {
            if (cell(rows[at]) is { } value)
            {
                values[at] = value;
            }
            else
            {
                (missing ??= new bool[rows.Length])[at] = true;
            }
        }

        return new TableColumn(name, values, missing);
    }

    private static TableColumn Names<T, TCell>(string name, T[] rows, Func<T, TCell> cell)
        where TCell : struct
    {
        Dictionary<TCell, string> names = [];
        return new TableColumn(name, Array.ConvertAll(rows, row => NameOf(names, cell(row))), null);
    }

    private static TableColumn NamesWithGaps<T, TCell>(string name, T[] rows, Func<T, TCell?> cell)
        where TCell : struct
    {
        Dictionary<TCell, string> names = [];
        return new TableColumn(name, Array.ConvertAll(rows, row => cell(row) is { } value ? NameOf(names, value) : null), null);
    }

    private static string NameOf<TCell>(Dictionary<TCell, string> names, TCell value)
        where TCell : struct
    {
        if (!names.TryGetValue(value, out var name))
        {
            names[value] = name = value.ToString() ?? "";
        }

        return name;
    }

    // What fails is the user's own code: a property, or a sequence that is made while it is read.
    private static object? Call(string method, Type[] types, params object[] arguments)
    {
        try
        {
            return typeof(RecordColumns).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(types).Invoke(null, arguments);
        }
        catch (TargetInvocationException error) when (error.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner is AggregateException { InnerExceptions.Count: > 0 } many ? many.InnerExceptions[0] : inner);
            throw;
        }
    }
}
