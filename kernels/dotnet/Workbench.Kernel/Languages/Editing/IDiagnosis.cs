namespace Workbench.Kernel.Languages.Editing;

/// <summary>A language that finds mistakes while code is being typed.</summary>
internal interface IDiagnosis
{
    /// <param name="code">As <see cref="ICompletion.Complete"/> has it.</param>
    IReadOnlyList<CodeDiagnostic> Diagnose(string code);
}

/// <summary>A mistake, with its place in UTF-16 units from 0.</summary>
/// <param name="Severity"><c>error</c>, <c>warning</c> or <c>info</c>.</param>
internal sealed record CodeDiagnostic(int StartLine, int StartColumn, int EndLine, int EndColumn, string Severity, string Code, string Message);
