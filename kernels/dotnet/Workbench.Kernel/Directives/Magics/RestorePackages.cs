namespace Workbench.Kernel.Directives.Magics;

/// <summary><c>#!nuget-restore</c>, which old notebooks carry: packages are restored by their own lines, so that nothing is left to do.</summary>
internal sealed class RestorePackages : IMagic
{
    public Directive Directive { get; } = new("#!nuget-restore", "Restore the packages that were referenced; happens by itself.") { IsHidden = true };

    public DirectiveError? Run(DirectiveCall call, MagicContext context) => null;
}
