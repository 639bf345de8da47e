using System.Reflection;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;
using Microsoft.FSharp.Core.CompilerServices;
using Microsoft.FSharp.Quotations;

namespace Workbench.Kernel.Languages.FSharp;

/// <summary>
/// F# values as their users think of them: a list is a sequence and not the tree of its heads and tails, a lazy sequence is its
/// elements and not the fields of the class that the compiler made for it, a quotation is its code.
/// </summary>
internal static class FSharpFormatters
{
    private static readonly string[] MimeTypes = [HtmlFormatter.MimeType, PlainTextFormatter.MimeType];

    // What Seq.map, Seq.filter and the like return: a class that the F# core library keeps to itself.
    private static readonly Type Lazy = SeqModule.Map(FuncConvert.FromFunc<int, int>(static one => one), Array.Empty<int>()).GetType().GetGenericTypeDefinition();

    public static void Register()
    {
        foreach (var mimeType in MimeTypes)
        {
            Formatter.Register(typeof(FSharpList<>), (value, context) => ShowList(value, mimeType, context), mimeType);
            Formatter.Register(typeof(GeneratedSequenceBase<>), (value, context) => Show(Plain(value, typeof(GeneratedSequenceBase<>), nameof(OfSequence)), mimeType, context), mimeType);
            Formatter.Register(Lazy, (value, context) => Show(Plain(value, Lazy, nameof(OfLazy)), mimeType, context), mimeType);
            Formatter.Register(typeof(FSharpExpr), (value, context) => Show(value.ToString(), mimeType, context), mimeType);
            Formatter.Register(typeof(FSharpFunc<,>), (value, context) => Show(value.ToString(), mimeType, context), mimeType);
        }
    }

    public static T[] OfList<T>(FSharpList<T> list) => [.. list];

    // Nothing is computed that is not shown: the sequence may have no end.
    public static IEnumerable<T> OfSequence<T>(GeneratedSequenceBase<T> sequence) => OfLazy(sequence);

    public static IEnumerable<T> OfLazy<T>(IEnumerable<T> sequence)
    {
        foreach (var element in sequence)
        {
            yield return element;
        }
    }

    // A formatter that the user has given all sequences, or all objects, comes before ours and gets the list itself.
    private static bool ShowList(object value, string mimeType, FormatContext context)
    {
        var own = Formatter.RegisteredFormatters(false).FirstOrDefault(one =>
            one.MimeType == mimeType && (one.Type == typeof(object) || one.Type.IsConstructedGenericType) && one.Type.IsInstanceOfType(value));
        return own is not null ? own.Format(value, context) : Show(Plain(value, typeof(FSharpList<>), nameof(OfList)), mimeType, context);
    }

    private static object Plain(object value, Type definition, string method)
    {
        var type = value.GetType();
        while (!type.IsGenericType || type.GetGenericTypeDefinition() != definition)
        {
            type = type.BaseType!;
        }

        return typeof(FSharpFormatters).GetMethod(method)!.MakeGenericMethod(type.GetGenericArguments())
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [value], null)!;
    }

    private static bool Show(object? value, string mimeType, FormatContext context)
    {
        Formatter.FormatTo(value, context, mimeType);
        return true;
    }
}
