using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Workbench.Kernel.Languages.Children;

namespace Workbench.Kernel.Languages.DotnetInteractive;

/// <summary>
/// The languages of the original tool, for those who have it installed: this kernel is then only its Jupyter face
/// (<c>kernels/dotnet-interactive</c>).
/// </summary>
internal static class ToolLanguages
{
    public const string Tool = "dotnet-interactive";

    /// <summary>What to say where the tool is asked for and is not there.</summary>
    public const string Missing = "dotnet-interactive is not on this machine's PATH. "
        + "Install it there (dotnet tool install Microsoft.dotnet-interactive --tool-path /usr/local/bin), or use the kernel .net-csharp, which needs nothing else.";

    /// <summary>Finds a program by its path, or by its name on the PATH.</summary>
    public static bool TryFind(string program, [NotNullWhen(true)] out string? path)
    {
        path = program.Contains('/', StringComparison.Ordinal)
            ? Path.GetFullPath(program)
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        return path is not null && File.Exists(path);
    }

    /// <exception cref="ChildDiedException">The tool did not start.</exception>
    public static LanguageRegistry Register(string path, string defaultLanguage)
    {
        var languages = new LanguageRegistry { TakesCellsWhole = true };
        var session = new ToolSession(path, defaultLanguage);
        foreach (var told in session.Start())
        {
            Add(languages, session, told);
        }

        session.Introduced = told => Add(languages, session, told);

        // One that names none of its languages still has the one that it was started with.
        if (!languages.TrySetDefault(defaultLanguage))
        {
            var info = Known(new LanguageInfo(defaultLanguage, [], defaultLanguage, ""));
            languages.Add(info, () => new ToolLanguage(info, session));
            languages.TrySetDefault(defaultLanguage);
        }

        return languages;
    }

    private static void Add(LanguageRegistry languages, ToolSession session, JsonElement told)
    {
        // The kernel of all kernels runs no code itself.
        if ((ToolEnvelope.Text(told, "localName") ?? ToolEnvelope.Text(told, "name")) is not { Length: > 0 } name || name.StartsWith('.') || languages.TryFind(name, out _))
        {
            return;
        }

        var info = Known(new LanguageInfo(
            name,
            [.. ToolEnvelope.List(told, "aliases").Select(static one => one.GetString() ?? "").Where(one => one.Length > 0 && one != name && !languages.TryFind(one, out _))],
            ToolEnvelope.Text(told, "languageName") ?? ToolEnvelope.Text(told, "displayName") ?? name,
            ToolEnvelope.Text(told, "languageVersion") ?? ""));
        languages.Add(info, () => new ToolLanguage(info, session));
    }

    private static LanguageInfo Known(LanguageInfo info) => info.Name switch
    {
        "csharp" => info with { MimeType = "text/x-csharp", FileExtension = ".cs", Lexer = "csharp" },
        "fsharp" => info with { MimeType = "text/x-fsharp", FileExtension = ".fs", Lexer = "fsharp" },
        "pwsh" => info with { MimeType = "text/x-powershell", FileExtension = ".ps1", Lexer = "powershell" },
        _ => info,
    };
}
