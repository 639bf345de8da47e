namespace Workbench.Kernel.Languages.Editing;

/// <summary>A language that knows whether code is finished, for console clients. One that does not takes all code as finished.</summary>
internal interface ICompleteness
{
    /// <returns><c>complete</c>, <c>incomplete</c> or <c>invalid</c>, and for incomplete code the indent of the next line.</returns>
    (string Status, string Indent) IsComplete(string code);
}
