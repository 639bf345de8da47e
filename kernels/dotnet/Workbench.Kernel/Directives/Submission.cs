using Workbench.Kernel.Directives.Magics;
using Workbench.Kernel.Languages;

namespace Workbench.Kernel.Directives;

/// <summary>A cell's text, cut into what runs one after another.</summary>
/// <param name="Errors">Not empty when something is wrong with a directive: then nothing of the cell runs.</param>
internal sealed record Submission(IReadOnlyList<SubmissionPart> Parts, IReadOnlyList<DirectiveError> Errors);

internal abstract record SubmissionPart
{
    private SubmissionPart()
    {
    }

    /// <summary>Code of one language. Lines before it are blank, so that lines count as in the cell.</summary>
    /// <param name="Switch">The line that switched to the language, where it carries options; null otherwise.</param>
    public sealed record Code(RegisteredLanguage Language, string Text, DirectiveCall? Switch) : SubmissionPart;

    public sealed record Magic(IMagic Does, DirectiveCall Call) : SubmissionPart;
}
