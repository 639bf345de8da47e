using Workbench.Kernel.Languages.CSharp;
using Workbench.Kernel.Languages.FSharp;

namespace Workbench.Kernel.Languages;

/// <summary>The languages that come with the kernel, a line each.</summary>
internal static class InstalledLanguages
{
    public static LanguageRegistry Register()
    {
        var languages = new LanguageRegistry();
        languages.Add(CSharpLanguage.Description, static () => new CSharpLanguage());
        languages.Add(FSharpLanguage.Description, static () => new FSharpLanguage());
        return languages;
    }
}
