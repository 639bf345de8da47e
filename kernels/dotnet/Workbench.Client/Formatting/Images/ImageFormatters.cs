using System.Text.Encodings.Web;
using Microsoft.DotNet.Interactive.Formatting;
using Workbench.Client.Formatting.Tables;

namespace Workbench.Client.Formatting.Images;

/// <summary>Bytes: a picture when they are one, otherwise their count and the first of them.</summary>
internal static class ImageFormatters
{
    private const int BytesShown = 32;

    public static void Register()
    {
        Formatter.Register<byte[]>((bytes, writer) => writer.Write(Convert.ToBase64String(bytes)), ImageFormat.Png);
        Formatter.Register<byte[]>((bytes, writer) => writer.Write(Convert.ToBase64String(bytes)), ImageFormat.Jpeg);
        Formatter.Register<byte[]>((bytes, writer) => writer.Write(Text(bytes)), PlainTextFormatter.MimeType);
        Formatter.Register<byte[]>(WriteHtml, HtmlFormatter.MimeType);
    }

    private static void WriteHtml(byte[] bytes, TextWriter writer)
    {
        if (ImageFormat.Of(bytes) is { } image)
        {
            writer.Write($"<img class=\"wb-image\" alt=\"{HtmlEncoder.Default.Encode(image.Description)}\" src=\"data:{image.MimeType};base64,{Convert.ToBase64String(bytes)}\">");
        }
        else
        {
            TableHtml.Element(writer, "pre", "wb-bytes", Text(bytes));
        }
    }

    private static string Text(byte[] bytes) =>
        ImageFormat.Of(bytes)?.Description
        ?? $"{CellText.Count(bytes.Length)} bytes: {Convert.ToHexString(bytes.AsSpan(0, Math.Min(bytes.Length, BytesShown)))}{(bytes.Length > BytesShown ? "…" : string.Empty)}";
}
