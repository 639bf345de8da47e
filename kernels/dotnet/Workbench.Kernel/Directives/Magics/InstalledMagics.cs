namespace Workbench.Kernel.Directives.Magics;

/// <summary>The magics that come with the kernel, a line each.</summary>
internal static class InstalledMagics
{
    public static IReadOnlyList<IMagic> All() =>
    [
        new ShareValue(),
        new SetValue(),
        new ListVariables("#!who", "List the names of this language's variables.", withValues: false),
        new ListVariables("#!whos", "Show a table of this language's variables with types and values.", withValues: true),
        new TimeCell(),
        new ListMagics(),
        new About(),
        new ImportFile(),
        new LoadScript(),
        new ConnectLanguage(),
        new ReferencePackage(),
        new AddPackageSource(),
        new RestorePackages(),
    ];
}
