using Workbench.Kernel.Languages;

namespace Microsoft.DotNet.Interactive;

/// <summary>What a language is called.</summary>
public sealed class KernelInfo
{
    internal KernelInfo(LanguageInfo info)
    {
        LocalName = info.Name;
        LanguageName = info.Title;
        LanguageVersion = info.Version;
        DisplayName = $"{info.Name} - {info.Title}";
        Aliases = [.. info.Aliases];
    }

    public string LocalName { get; }

    public string LanguageName { get; }

    public string LanguageVersion { get; }

    public string DisplayName { get; }

    public IReadOnlyList<string> Aliases { get; }
}
