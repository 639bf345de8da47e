using System.Runtime.InteropServices;
using System.Text.Json;
using Workbench.Kernel.Languages;
using Workbench.Protocol.Jupyter;

namespace Workbench.Kernel.Jupyter;

/// <summary>
/// Writes the <c>kernel_info_reply</c>: the language of cells that name none, and beside what the protocol knows the member
/// <c>workbench.languages</c> with all languages that cells can name.
/// </summary>
internal static class KernelInfo
{
    public static Reply Reply(LanguageRegistry languages) => new("kernel_info_reply", Replies.Ok(writer =>
    {
        var main = languages.Default.Info;
        writer.WriteString("protocol_version"u8, JupyterHeader.ProtocolVersion);
        writer.WriteString("implementation"u8, "Workbench"u8);
        writer.WriteString("implementation_version"u8, Replies.Version);
        writer.WriteStartObject("language_info"u8);
        writer.WriteString("name"u8, main.Title);
        writer.WriteString("version"u8, main.Version);
        writer.WriteString("mimetype"u8, main.MimeType);
        writer.WriteString("file_extension"u8, main.FileExtension);
        writer.WriteString("pygments_lexer"u8, main.Lexer);
        writer.WriteEndObject();
        writer.WriteString("banner"u8, $"Workbench {Replies.Version}, {main.Title} {main.Version} on {RuntimeInformation.FrameworkDescription}");
        writer.WriteBoolean("debugger"u8, false);
        writer.WriteStartArray("help_links"u8);
        writer.WriteEndArray();
        writer.WriteStartArray("supported_features"u8);
        writer.WriteEndArray();
        writer.WriteStartObject("workbench"u8);
        writer.WriteStartArray("languages"u8);
        foreach (var language in languages.All)
        {
            Write(writer, language.Info);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }));

    private static void Write(Utf8JsonWriter writer, LanguageInfo language)
    {
        var missing = language.WhyMissing();
        writer.WriteStartObject();
        writer.WriteString("name"u8, language.Name);
        writer.WriteStartArray("aliases"u8);
        foreach (var alias in language.Aliases)
        {
            writer.WriteStringValue(alias);
        }

        writer.WriteEndArray();
        writer.WriteString("title"u8, language.Title);
        writer.WriteString("mimetype"u8, language.MimeType);
        writer.WriteString("file_extension"u8, language.FileExtension);
        writer.WriteBoolean("available"u8, missing is null);
        writer.WriteString("reason"u8, missing);
        writer.WriteEndObject();
    }
}
