using Microsoft.DotNet.Interactive.Formatting;
using DotNetKernel = Microsoft.DotNet.Interactive.Kernel;

namespace Workbench.Kernel.Api.Routing;

/// <summary>A handle on a language is shown by its name: its properties lead to all other languages and back.</summary>
internal static class KernelFormatters
{
    public static void Register()
    {
        Formatter.Register<DotNetKernel>(static (kernel, writer) => writer.Write(Words(kernel)), PlainTextFormatter.MimeType);
        Formatter.Register<DotNetKernel>(static (kernel, writer) => writer.Write($"<span>{System.Net.WebUtility.HtmlEncode(Words(kernel))}</span>"), HtmlFormatter.MimeType);
    }

    private static string Words(DotNetKernel kernel) =>
        kernel is Microsoft.DotNet.Interactive.CompositeKernel all ? $"{all.Name}: {string.Join(", ", all.Select(static one => one.Name))}" : kernel.Name;
}
