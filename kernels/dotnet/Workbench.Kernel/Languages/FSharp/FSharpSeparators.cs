using FSharp.Compiler.Text;
using FSharp.Compiler.Tokenization;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace Workbench.Kernel.Languages.FSharp;

/// <summary>
/// <c>;;</c> ends what F# Interactive reads at a time: it would run a cell up to the first one and forget the rest. In a cell they
/// separate nothing that line ends do not separate, so they are taken out; in strings and comments they stay.
/// </summary>
internal static class FSharpSeparators
{
    public static string TakeOut(string code)
    {
        if (!code.Contains(";;", StringComparison.Ordinal))
        {
            return code;
        }

        var text = code.ToCharArray();
        var lines = LineStarts(code);
        FSharpLexer.Tokenize(
            SourceText.ofString(code),
            FuncConvert.FromAction<FSharpToken>(token =>
            {
                if (token.Kind == FSharpTokenKind.SemicolonSemicolon)
                {
                    var start = lines[token.Range.StartLine - 1] + token.Range.StartColumn;
                    text[start] = text[start + 1] = ' ';
                }
            }),
            FSharpOption<string>.None,
            FSharpOption<string>.None,
            FSharpOption<FSharpList<string>>.None,
            FSharpOption<FSharpLexerFlags>.None,
            FSharpOption<FSharpMap<string, string>>.None,
            FSharpOption<CancellationToken>.None);
        return new string(text);
    }

    private static List<int> LineStarts(string code)
    {
        List<int> starts = [0];
        for (var i = 0; i < code.Length; i++)
        {
            if (code[i] == '\n')
            {
                starts.Add(i + 1);
            }
        }

        return starts;
    }
}
