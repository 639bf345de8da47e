namespace Workbench.Kernel.Languages.Editing;

/// <summary>A language that shows the parameters of the call that is being typed.</summary>
internal interface ISignatureHelp
{
    /// <inheritdoc cref="ICompletion.Complete"/>
    /// <returns>Null outside of a call.</returns>
    Signatures? Sign(string code, int position);
}

/// <param name="Items">The overloads.</param>
/// <param name="ActiveSignature">Which of them fits best, from 0.</param>
/// <param name="ActiveParameter">At which parameter the cursor is, from 0.</param>
internal sealed record Signatures(IReadOnlyList<Signature> Items, int ActiveSignature, int ActiveParameter);

/// <param name="Label">The whole signature as text.</param>
/// <param name="Documentation">What it does; empty where it is not said.</param>
/// <param name="Parameters">Label and documentation of each parameter.</param>
internal sealed record Signature(string Label, string Documentation, IReadOnlyList<(string Label, string Documentation)> Parameters);
