using System.Globalization;
using System.Text;
using Microsoft.DotNet.Interactive.Formatting;
using Workbench.Client.Formatting;

namespace Workbench.Kernel.Output;

/// <summary>Bytes that are no picture are shown as a hex dump: offset, sixteen bytes, and the characters among them.</summary>
internal static class ByteFormatters
{
    private const int BytesALine = 16;

    /// <summary>More is better written to a file than read on a page.</summary>
    private const int MaxShown = 4096;

    public static void Register()
    {
        var picture = Formatter.GetPreferredFormatterFor(typeof(byte[]), HtmlFormatter.MimeType);
        var description = Formatter.GetPreferredFormatterFor(typeof(byte[]), PlainTextFormatter.MimeType);
        Formatter.Register<byte[]>((bytes, context) => Write(bytes, context, picture, "<pre class=\"dni-binary\">", "</pre>"), HtmlFormatter.MimeType);
        Formatter.Register<byte[]>((bytes, context) => Write(bytes, context, description, "", ""), PlainTextFormatter.MimeType);
    }

    private static bool Write(byte[] bytes, FormatContext context, ITypeFormatter picture, string before, string after)
    {
        if (ClientFormatters.MimeTypesFor(bytes).Any(static type => type.StartsWith("image/", StringComparison.Ordinal)))
        {
            return picture.Format(bytes, context);
        }

        context.Writer.Write(before);
        var dump = Dump(bytes);
        context.Writer.Write(before.Length == 0 ? dump : System.Net.WebUtility.HtmlEncode(dump));
        context.Writer.Write(after);
        return true;
    }

    private static string Dump(byte[] bytes)
    {
        var text = new StringBuilder();
        for (var start = 0; start < Math.Min(bytes.Length, MaxShown); start += BytesALine)
        {
            var line = bytes.AsSpan(start, Math.Min(BytesALine, bytes.Length - start));
            text.Append(CultureInfo.InvariantCulture, $"{start:X8}  ");
            foreach (var one in line)
            {
                text.Append(CultureInfo.InvariantCulture, $"{one:X2} ");
            }

            text.Append(' ', 3 * (BytesALine - line.Length)).Append(' ');
            foreach (var one in line)
            {
                text.Append(one is >= 0x20 and < 0x7F ? (char)one : '.');
            }

            text.Append('\n');
        }

        return bytes.Length > MaxShown
            ? text.Append(CultureInfo.InvariantCulture, $"({bytes.Length - MaxShown:N0} more bytes)").ToString()
            : text.ToString().TrimEnd('\n');
    }
}
