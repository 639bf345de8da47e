using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workbench.Kernel.Interrupts;

namespace Workbench.Kernel.CSharp;

/// <summary>Finds the regular expressions of a cell: a match can take for ever, and it runs in library code.</summary>
internal static class RegularExpressions
{
    private const string Name = nameof(Regex);

    public static bool IsNamed(SyntaxNode type) => type switch
    {
        IdentifierNameSyntax name => name.Identifier.Text == Name,
        QualifiedNameSyntax { Right: var right } => IsNamed(right),
        AliasQualifiedNameSyntax { Name: var right } => IsNamed(right),
        MemberAccessExpressionSyntax { Name: var right } => IsNamed(right),
        _ => false,
    };

    /// <summary>For <c>new(…)</c>, which names no type itself: whether the statement around it does.</summary>
    public static bool MayBe(ImplicitObjectCreationExpressionSyntax node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } around && around.DescendantTokens().Any(static token => token.IsKind(SyntaxKind.IdentifierToken) && token.Text == Name);

    public static bool IsMade(BaseObjectCreationExpressionSyntax node, SemanticModel model) =>
        IsRegex(model.GetTypeInfo(node).Type) && !IsData(node, model);

    public static bool IsStaticMatch(InvocationExpressionSyntax node, SemanticModel model) =>
        model.GetSymbolInfo(node).Symbol is IMethodSymbol { IsStatic: true } method
        && IsRegex(method.ContainingType)
        && method.Name is nameof(StoppableRegex.IsMatch) or nameof(StoppableRegex.Match) or nameof(StoppableRegex.Matches)
            or nameof(StoppableRegex.Count) or nameof(StoppableRegex.Replace) or nameof(StoppableRegex.Split)
        && !IsData(node, model);

    // In an expression tree, which a database may read, the names have to stay; a query may become one.
    private static bool IsData(SyntaxNode node, SemanticModel model) => node.Ancestors().Any(around =>
        around is QueryExpressionSyntax || (around is LambdaExpressionSyntax && model.GetTypeInfo(around).ConvertedType is not { TypeKind: TypeKind.Delegate }));

    private static bool IsRegex(ITypeSymbol? type) => type is { Name: Name } && type.ToDisplayString() == typeof(Regex).FullName;
}
