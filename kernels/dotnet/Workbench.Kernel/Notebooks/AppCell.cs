using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workbench.Kernel.CSharp;

namespace Workbench.Kernel.Notebooks;

/// <summary>A C# cell as parts of a program: scripts allow things at the top level that programs do not.</summary>
internal sealed record AppCell(IReadOnlyList<string> Usings, string Statements, string Types)
{
    public static AppCell Of(string code, TopLevelNames names)
    {
        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(code, CSharpCompiler.ParseOptions).GetRoot();
        List<string> statements = [];
        List<string> types = [];
        foreach (var member in root.Members)
        {
            foreach (var name in Declared(member))
            {
                names.Declare(name);
            }

            var renamed = (MemberDeclarationSyntax)new Renaming(names).Visit(member);
            if (member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or BaseNamespaceDeclarationSyntax)
            {
                types.Add(renamed.ToFullString().Trim('\n', '\r'));
            }
            else
            {
                statements.Add(Statement(renamed, member == root.Members[^1]).TrimEnd());
            }
        }

        // Comments at the end of a cell belong to no member.
        var rest = root.EndOfFileToken.LeadingTrivia.ToFullString().Trim();
        if (rest.Length > 0)
        {
            statements.Add(rest);
        }

        return new AppCell([.. root.Usings.Select(static one => one.ToString())], string.Join('\n', statements).Trim('\n', '\r'), string.Join("\n\n", types));
    }

    // Each member brings the comments and blank lines before it.
    private static string Statement(MemberDeclarationSyntax member, bool isLast) => member switch
    {
        GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last } when isLast =>
            $"{last.GetLeadingTrivia().ToFullString()}Console.WriteLine({last.Expression.WithoutTrivia().ToFullString()});",
        MethodDeclarationSyntax method => method.GetLeadingTrivia().ToFullString() + Local(method.WithoutLeadingTrivia()).ToFullString(),
        FieldDeclarationSyntax field => field.GetLeadingTrivia().ToFullString() + field.WithoutLeadingTrivia().WithModifiers(default).ToFullString(),
        PropertyDeclarationSyntax property => $"// A property cannot stand at the top level of a program:\n// {property.ToString().ReplaceLineEndings("\n// ")}",
        _ => member.ToFullString(),
    };

    private static MethodDeclarationSyntax Local(MethodDeclarationSyntax method) => method.WithModifiers(
        [.. method.Modifiers.Where(static one => one.Kind() is SyntaxKind.AsyncKeyword or SyntaxKind.StaticKeyword or SyntaxKind.UnsafeKeyword or SyntaxKind.ExternKeyword)]);

    private static IEnumerable<string> Declared(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(static one => one.Identifier.Text),
        MethodDeclarationSyntax method => [method.Identifier.Text],
        BaseTypeDeclarationSyntax type => [type.Identifier.Text],
        GlobalStatementSyntax { Statement: LocalDeclarationStatementSyntax local } => local.Declaration.Variables.Select(static one => one.Identifier.Text),
        GlobalStatementSyntax { Statement: LocalFunctionStatementSyntax function } => [function.Identifier.Text],
        GlobalStatementSyntax { Statement: ExpressionStatementSyntax statement } => statement.DescendantNodes(static node => node is not AnonymousFunctionExpressionSyntax)
            .OfType<SingleVariableDesignationSyntax>().Select(static one => one.Identifier.Text),
        _ => [],
    };

    /// <summary>Writes the numbered name wherever a name stands for itself: not behind a dot, and not as a member's or argument's name.</summary>
    private sealed class Renaming(TopLevelNames names) : CSharpSyntaxRewriter
    {
        public override SyntaxToken VisitToken(SyntaxToken token)
        {
            if (!token.IsKind(SyntaxKind.IdentifierToken))
            {
                return base.VisitToken(token);
            }

            names.Use(token.Text);
            var current = names.Current(token.Text);
            return current == token.Text || IsMembersName(token) ? token : SyntaxFactory.Identifier(token.LeadingTrivia, current, token.TrailingTrivia);
        }

        // "new { x }" names the member after the variable; the variable's new name must not become the member's.
        public override SyntaxNode? VisitAnonymousObjectMemberDeclarator(AnonymousObjectMemberDeclaratorSyntax node)
        {
            var renamed = (AnonymousObjectMemberDeclaratorSyntax)base.VisitAnonymousObjectMemberDeclarator(node)!;
            return node is { NameEquals: null, Expression: IdentifierNameSyntax before } && renamed.Expression is IdentifierNameSyntax after && after.Identifier.Text != before.Identifier.Text
                ? renamed.WithLeadingTrivia().WithNameEquals(SyntaxFactory.NameEquals(before.Identifier.Text).NormalizeWhitespace().WithTrailingTrivia(SyntaxFactory.Space)).WithLeadingTrivia(node.GetLeadingTrivia())
                : renamed;
        }

        private static bool IsMembersName(SyntaxToken token) => token.Parent switch
        {
            IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax access } name => access.Name == name,
            IdentifierNameSyntax { Parent: MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax or QualifiedNameSyntax } => true,
            IdentifierNameSyntax { Parent: AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment } name => assignment.Left == name,
            MemberDeclarationSyntax { Parent: TypeDeclarationSyntax } or ParameterSyntax => true,
            _ => false,
        };
    }
}
