namespace Workbench.Kernel.Directives.Magics;

/// <summary><c>#r</c>: a package or an assembly for the language in which it stands.</summary>
internal sealed class ReferencePackage : ITakesSeveral
{
    public Directive Directive { get; } = new("#r", "Reference a package: #r \"nuget: Id, Version\", or an assembly: #r \"path.dll\".")
    {
        TakesLine = true,
        Languages = SubmissionSplitter.WithPackages,
        Parameters = [new("reference", "\"nuget: Id, Version\" or the path of an assembly.") { IsRequired = true, IsImplicit = true }],
    };

    public bool Goes(ITakesSeveral other) => other is ReferencePackage or AddPackageSource;

    public DirectiveError? Run(DirectiveCall call, MagicContext context) => Run([call], context);

    public DirectiveError? Run(IReadOnlyList<DirectiveCall> calls, MagicContext context) =>
        calls[0].Error(DirectiveErrorCodes.Refused, "This kernel loads no further packages or assemblies.");
}
