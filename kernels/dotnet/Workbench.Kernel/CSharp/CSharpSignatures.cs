using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workbench.Kernel.Languages.Editing;

namespace Workbench.Kernel.CSharp;

/// <summary>The overloads of the call in whose parentheses the cursor stands, with their documentation.</summary>
internal static class CSharpSignatures
{
    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.MinimallyQualifiedFormat;

    public static Signatures? Of(SyntaxNode root, SemanticModel model, int position)
    {
        var at = root.FindToken(Math.Max(0, position - 1)).Parent;
        var list = at?.AncestorsAndSelf().OfType<BaseArgumentListSyntax>().FirstOrDefault(list => list.OpenEnd() <= position && position <= list.CloseStart());
        if (list?.Parent is not { } call)
        {
            return null;
        }

        var chosen = model.GetSymbolInfo(call);
        var methods = Candidates(call, model);
        if (methods.IsEmpty)
        {
            return null;
        }

        var parameter = list.Arguments.GetSeparators().Count(comma => comma.Span.End <= position);
        var best = methods.IndexOf(chosen.Symbol ?? methods[0], SymbolEqualityComparer.Default);
        if (best < 0 || Parameters(methods[best]).Length <= parameter)
        {
            best = Math.Max(0, methods.ToList().FindIndex(method => Parameters(method).Length > parameter));
        }

        return new Signatures([.. methods.Select(method => Of(method, model, position))], best, parameter);
    }

    private static ImmutableArray<ISymbol> Candidates(SyntaxNode call, SemanticModel model) => call switch
    {
        InvocationExpressionSyntax invocation => Methods(invocation, model),
        BaseObjectCreationExpressionSyntax creation when model.GetTypeInfo(creation).Type is INamedTypeSymbol type =>
            [.. type.InstanceConstructors.Where(one => model.IsAccessible(creation.SpanStart, one)).OrderBy(static one => one.Parameters.Length)],
        ElementAccessExpressionSyntax access when model.GetTypeInfo(access.Expression).Type is { } type =>
            [.. type.GetMembers().OfType<IPropertySymbol>().Where(static one => one.IsIndexer)],
        _ => [],
    };

    private static ImmutableArray<ISymbol> Methods(InvocationExpressionSyntax invocation, SemanticModel model)
    {
        var group = model.GetMemberGroup(invocation.Expression).OfType<IMethodSymbol>().ToList();
        if (group.Count == 0 && model.GetTypeInfo(invocation.Expression).Type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke })
        {
            group.Add(invoke);
        }

        return [.. group.OrderBy(static method => method.Parameters.Length)];
    }

    private static Signature Of(ISymbol method, SemanticModel model, int position)
    {
        var documentation = new DocumentationText(method);
        return new Signature(
            method.ToMinimalDisplayString(model, position, Format),
            documentation.Summary,
            [.. Parameters(method).Select(parameter => (parameter.ToMinimalDisplayString(model, position, Format), documentation.Parameter(parameter.Name)))]);
    }

    private static ImmutableArray<IParameterSymbol> Parameters(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => method.Parameters,
        IPropertySymbol property => property.Parameters,
        _ => [],
    };

    private static int OpenEnd(this BaseArgumentListSyntax list) => list.GetFirstToken().Span.End;

    private static int CloseStart(this BaseArgumentListSyntax list) =>
        list.GetLastToken(includeZeroWidth: true) is { IsMissing: false } last ? last.SpanStart : int.MaxValue;
}
