namespace Workbench.Kernel.Directives.Magics;

/// <summary>A magic of which several lines in a row are one undertaking, such as packages that are restored together or not at all.</summary>
internal interface ITakesSeveral : IMagic
{
    /// <summary>Whether a line of the other magic belongs to the same undertaking.</summary>
    bool Goes(ITakesSeveral other);

    /// <inheritdoc cref="IMagic.Run"/>
    DirectiveError? Run(IReadOnlyList<DirectiveCall> calls, MagicContext context);
}
