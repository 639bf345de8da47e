using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.DotNet.Interactive.Formatting;
using Workbench.Client.Formatting;

namespace Workbench.Kernel.Output;

/// <summary>
/// Shows values of drawing libraries that a notebook may reference. They are bound by the names of their types when their
/// assembly is loaded, so that any version of them will do, and none of their own extensions has to run.
/// </summary>
internal static class LibraryFormatters
{
    private const int ImageWidth = 600;
    private const int ImageHeight = 400;

    private static readonly Dictionary<string, Action<Assembly>> ByAssembly = new(StringComparer.OrdinalIgnoreCase)
    {
        ["XPlot.Plotly"] = XPlotFormatters.Register,
        ["ScottPlot"] = static assembly =>
        {
            Picture(assembly, "ScottPlot.Plot", static plot => Bytes(Call(plot, "GetImage", ImageWidth, ImageHeight), "GetImageBytes"));
            Picture(assembly, "ScottPlot.Image", static image => Bytes(image, "GetImageBytes"));
            Picture(assembly, "ScottPlot.Multiplot", static plot => Bytes(Call(plot, "GetImage", ImageWidth, ImageHeight), "GetImageBytes"));
        },
        ["SkiaSharp"] = static assembly =>
        {
            foreach (var type in (string[])["SkiaSharp.SKImage", "SkiaSharp.SKBitmap", "SkiaSharp.SKPixmap", "SkiaSharp.SKSurface"])
            {
                Picture(assembly, type, static picture => SkiaPng(picture));
            }
        },
    };

    private static readonly ConcurrentDictionary<Assembly, byte> Listening = new();

    public static void Register()
    {
        if (Listening.TryAdd(typeof(LibraryFormatters).Assembly, 0))
        {
            AppDomain.CurrentDomain.AssemblyLoad += static (_, loaded) => RegisterFor(loaded.LoadedAssembly);
        }

        Array.ForEach(AppDomain.CurrentDomain.GetAssemblies(), RegisterFor);
    }

    private static void RegisterFor(Assembly assembly)
    {
        if (!assembly.IsDynamic && ByAssembly.TryGetValue(assembly.GetName().Name ?? "", out var register))
        {
            register(assembly);
        }
    }

    private static void Picture(Assembly assembly, string typeName, Func<object, byte[]?> png)
    {
        if (assembly.GetType(typeName) is not { } type)
        {
            return;
        }

        Formatter.Register(type, (value, writer) => writer.Write(png(value) is { } bytes ? Convert.ToBase64String(bytes) : ""), "image/png");
        Formatter.Register(type, (value, writer) => writer.Write(png(value) is { } bytes ? $"<img alt=\"{type.Name}\" src=\"data:image/png;base64,{Convert.ToBase64String(bytes)}\">" : type.Name), HtmlFormatter.MimeType);
        Formatter.Register(type, (_, writer) => writer.Write(type.FullName), PlainTextFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(type, "image/png", PlainTextFormatter.MimeType);
        OwnForms.Remember(type);
    }

    private static byte[]? SkiaPng(object picture)
    {
        using var snapshot = picture.GetType().Name == "SKSurface" ? Call(picture, "Snapshot") as IDisposable : null;
        var source = (object?)snapshot ?? picture;
        var format = source.GetType().Assembly.GetType("SkiaSharp.SKEncodedImageFormat");
        using var data = format is null ? null : Call(source, "Encode", Enum.Parse(format, "Png"), 100) as IDisposable;
        return Bytes(data, "ToArray");
    }

    private static byte[]? Bytes(object? owner, string method) => owner is null ? null : Call(owner, method) as byte[];

    // The overload that takes these arguments, with defaults for what is left.
    private static object? Call(object owner, string name, params object[] arguments)
    {
        foreach (var method in owner.GetType().GetMethods().Where(method => method.Name == name && !method.IsGenericMethod).OrderBy(static method => method.GetParameters().Length))
        {
            var parameters = method.GetParameters();
            if (parameters.Length >= arguments.Length
                && parameters.Take(arguments.Length).Zip(arguments).All(static pair => pair.First.ParameterType.IsInstanceOfType(pair.Second))
                && parameters.Skip(arguments.Length).All(static parameter => parameter.IsOptional))
            {
                return method.Invoke(owner, BindingFlags.DoNotWrapExceptions | BindingFlags.OptionalParamBinding, null, [.. arguments, .. parameters.Skip(arguments.Length).Select(static _ => Type.Missing)], null);
            }
        }

        return null;
    }
}
