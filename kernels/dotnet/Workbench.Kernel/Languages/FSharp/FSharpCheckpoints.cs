using FSharp.Compiler.CodeAnalysis;
using FSharp.Compiler.Diagnostics;
using FSharp.Compiler.Syntax;
using FSharp.Compiler.Text;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Control;
using Microsoft.FSharp.Core;

namespace Workbench.Kernel.Languages.FSharp;

/// <summary>
/// Finds where F# code can be given checkpoints: the bodies of loops, functions, members and lambdas. F# Interactive takes text
/// and shows nobody the assembly that it makes of it, so the text is what is woven (<see cref="FSharpWeaver"/>).
/// </summary>
internal static class FSharpCheckpoints
{
    /// <summary>Builders of which it is known that a call before an expression leaves the expression's meaning alone.</summary>
    private static readonly HashSet<string> OpenBuilders = ["seq", "async", "task", "backgroundTask", "list", "array"];

    private static readonly FSharpParsingOptions Options = new(
        ["cell.fsx"], false, ListModule.OfSeq(["INTERACTIVE", "EDITING"]), FSharpDiagnosticOptions.Default, "default", true, false, false);

    /// <returns>The code as the compiler reads it; null where it does not.</returns>
    public static ParsedInput? Parse(FSharpChecker checker, string code)
    {
        var parsed = FSharpAsync.RunSynchronously(checker.ParseFile("cell.fsx", SourceText.ofString(code), Options, None<bool>(), None<string>()), None<int>(), None<CancellationToken>());
        return parsed.ParseHadErrors ? null : parsed.ParseTree;
    }

    /// <summary>How many declarations and expressions stand at the top of the code.</summary>
    public static int CountTop(ParsedInput parsed) =>
        parsed is ParsedInput.ImplFile file ? file.Item.Contents.Sum(static module => module.decls.Length) : 0;

    /// <returns>Starts of bodies, each once.</returns>
    public static IReadOnlyList<(Position Start, string Call)> Find(ParsedInput parsed, string code)
    {
        var expressionTrees = code.Contains("Queryable", StringComparison.Ordinal) || code.Contains("Expression", StringComparison.Ordinal);
        Dictionary<(int, int), (Position, string)> found = [];
        void Add(Position start, string call) => found.TryAdd((start.Line, start.Column), (start, call));
        ParsedInputModule.fold(
            FuncConvert.FromFunc<int, FSharpList<SyntaxNode>, SyntaxNode, int>((count, path, node) =>
            {
                foreach (var (body, call) in Bodies(node, path))
                {
                    if (CanHold(path, isFunction: call == Enter, expressionTrees && call == Enter))
                    {
                        Add(body.Range.Start, call);
                    }
                }

                return count;
            }),
            0,
            parsed);
        return [.. found.Values.OrderBy(static one => one.Item1.Line).ThenBy(static one => one.Item1.Column)];
    }

    private const string Loop = "Loop";
    private const string Enter = "Enter";

    private static FSharpOption<T>? None<T>() => FSharpOption<T>.None;

    private static IEnumerable<(SynExpr Body, string Call)> Bodies(SyntaxNode node, FSharpList<SyntaxNode> path)
    {
        switch (node)
        {
            case SyntaxNode.SynExpr { Item: SynExpr.While loop }:
                return [(loop.doExpr, Loop)];
            case SyntaxNode.SynExpr { Item: SynExpr.WhileBang loop }:
                return [(loop.doExpr, Loop)];
            case SyntaxNode.SynExpr { Item: SynExpr.For loop }:
                return [(loop.doBody, Loop)];
            case SyntaxNode.SynExpr { Item: SynExpr.ForEach loop }:
                return [(loop.bodyExpr, Loop)];
            case SyntaxNode.SynExpr { Item: SynExpr.Lambda { inLambdaSeq: false, parsedData: { } written } }:
                return [(written.Value.Item2, Enter)];
            case SyntaxNode.SynExpr { Item: SynExpr.MatchLambda { isExnMatch: false } function }:
                return function.matchClauses.Select(static clause => (clause.resultExpr, Enter));
            case SyntaxNode.SynBinding { Item: { } binding } when IsFunction(binding, path):
                return [(binding.returnInfo is not null && binding.expr is SynExpr.Typed typed ? typed.expr : binding.expr, Enter)];
            default:
                return [];
        }
    }

    private static bool IsFunction(SynBinding binding, FSharpList<SyntaxNode> path)
    {
        // Accessors stand on one line with "and" between them, before which no line may end.
        if (!path.IsEmpty && path.Head is SyntaxNode.SynMemberDefn { Item: SynMemberDefn.GetSetMember })
        {
            return false;
        }

        if (binding.trivia.LeadingKeyword is { IsExtern: true } or { IsNew: true } || binding.attributes.Any(static list => list.Attributes.Any(IsReflected)))
        {
            return false;
        }

        return binding.headPat is SynPat.LongIdent { argPats: not SynArgPats.Pats { pats.IsEmpty: true } }
            || (!path.IsEmpty && path.Head is SyntaxNode.SynMemberDefn && binding.valData.memberFlags is not null);
    }

    private static bool IsReflected(SynAttribute attribute) =>
        attribute.TypeName.LongIdent.LastOrDefault() is { } last && last.idText is "ReflectedDefinition" or "ReflectedDefinitionAttribute";

    // Quotations and queries are read by programs, and a line break ends the hole of an interpolated string.
    private static bool CanHold(FSharpList<SyntaxNode> path, bool isFunction, bool expressionTrees)
    {
        var ancestors = path.ToArray();
        var inFunction = isFunction;
        for (var i = 0; i < ancestors.Length; i++)
        {
            switch (ancestors[i])
            {
                case SyntaxNode.SynExpr { Item: SynExpr.Quote or SynExpr.InterpolatedString }:
                    return false;
                case SyntaxNode.SynExpr { Item: SynExpr.App { flag: ExprAtomicFlag.Atomic } } when expressionTrees:
                    return false;
                case SyntaxNode.SynExpr { Item: SynExpr.Lambda or SynExpr.MatchLambda }:
                case SyntaxNode.SynBinding:
                    inFunction = true;
                    break;
                case SyntaxNode.SynExpr { Item: SynExpr.ComputationExpr }:
                    var builder = i + 1 < ancestors.Length ? BuilderOf(ancestors[i + 1]) : null;
                    if (builder == "query" || (!inFunction && (builder is null || !OpenBuilders.Contains(builder))))
                    {
                        return false;
                    }

                    break;
            }
        }

        return true;
    }

    private static string? BuilderOf(SyntaxNode parent) => parent switch
    {
        SyntaxNode.SynExpr { Item: SynExpr.App { funcExpr: SynExpr.Ident name } } => name.ident.idText,
        SyntaxNode.SynExpr { Item: SynExpr.ArrayOrListComputed } => "list",
        _ => null,
    };
}
