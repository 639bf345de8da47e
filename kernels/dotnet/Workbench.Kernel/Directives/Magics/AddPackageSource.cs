namespace Workbench.Kernel.Directives.Magics;

/// <summary><c>#i</c>: another place to look for packages.</summary>
internal sealed class AddPackageSource : ITakesSeveral
{
    public Directive Directive { get; } = new("#i", "Look for packages there too: #i \"nuget: folder or address\".")
    {
        TakesLine = true,
        Languages = SubmissionSplitter.WithPackages,
        Parameters = [new("source", "\"nuget: folder or address\".") { IsRequired = true, IsImplicit = true }],
    };

    public bool Goes(ITakesSeveral other) => other is ReferencePackage or AddPackageSource;

    public DirectiveError? Run(DirectiveCall call, MagicContext context) => Run([call], context);

    public DirectiveError? Run(IReadOnlyList<DirectiveCall> calls, MagicContext context) => new ReferencePackage().Run(calls, context);
}
