namespace Workbench.Kernel.Directives.Magics;

/// <summary><c>#load</c>: runs a script file of the language in which it stands.</summary>
internal sealed class LoadScript : IMagic
{
    public Directive Directive { get; } = new("#load", "Run a script file: #load \"file.csx\".")
    {
        TakesLine = true,
        Languages = SubmissionSplitter.WithPackages,
        Parameters = [new("file", "Its path.") { IsRequired = true, IsImplicit = true }],
    };

    public DirectiveError? Run(DirectiveCall call, MagicContext context) => ImportFile.Import(call, call["file"]!, "file", context);
}
