using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Workbench.Kernel.CSharp;

/// <summary>Whether a console client should let the user go on typing ("Messaging in Jupyter", Code completeness).</summary>
internal static class CompletenessCheck
{
    /// <summary>Incomplete only when more text could still make it right; an error of meaning is no reason to go on typing.</summary>
    public static (string Status, string Indent) Of(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code, CSharpCompiler.ParseOptions);
        if (!SyntaxFactory.IsCompleteSubmission(tree))
        {
            return ("incomplete", Indent(code));
        }

        return (tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? "invalid" : "complete", "");
    }

    private static string Indent(string code)
    {
        var depth = 0;
        foreach (var token in SyntaxFactory.ParseTokens(code, options: CSharpCompiler.ParseOptions))
        {
            depth += token.Kind() switch
            {
                SyntaxKind.OpenBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken => 1,
                SyntaxKind.CloseBraceToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken => -1,
                _ => 0,
            };
        }

        return new string(' ', 4 * Math.Clamp(depth, 0, 20));
    }
}
