namespace Workbench.Kernel.Directives.Magics;

/// <summary>A directive together with what it does.</summary>
internal interface IMagic
{
    Directive Directive { get; }

    /// <summary>Runs on the cell's thread. What it has to say it says through the cell's output.</summary>
    /// <returns>What went wrong, or null. An interrupt leaves by its <see cref="OperationCanceledException"/>.</returns>
    DirectiveError? Run(DirectiveCall call, MagicContext context);
}
