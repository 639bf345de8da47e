using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workbench.Kernel.Interrupts;

namespace Workbench.Kernel.CSharp;

/// <summary>
/// Finds where <see cref="Interrupts.Checkpoint"/> calls go in a cell. Calls are inserted as text within a line, never as a
/// line, so that lines stay as the user wrote them and <see cref="WovenText"/> can give back every column.
/// </summary>
internal sealed class CheckpointWeaver : CSharpSyntaxWalker
{
    private const string Loop = "global::Workbench.Kernel.Interrupts.Checkpoint.Loop();";
    private const string Enter = "global::Workbench.Kernel.Interrupts.Checkpoint.Enter();";

    private const string Resume = "global::Workbench.Kernel.Interrupts.Checkpoint.Resume();";

    private const string Watch = "global::Workbench.Kernel.Interrupts.StoppableRegex.Watch(";
    private const string WatchTraining = "global::Workbench.Kernel.Interrupts.StoppableTraining.Watch(";
    private const string Watching = "global::Workbench.Kernel.Interrupts.StoppableRegex";

    private readonly List<Insertion> insertions = [];
    private readonly SemanticModel? model;
    private bool isOpen;

    private CheckpointWeaver(SemanticModel? model) => this.model = model;

    /// <summary>What stands behind the arrow of a lambda, as only the compiler can tell.</summary>
    public enum LambdaKind
    {
        /// <summary>An expression tree or something unclear: left as it is.</summary>
        Untouched,
        Returns,
        Void,
    }

    /// <summary>Weaves the cell. Lambdas with an expression as body and regular expressions need the compiler's <paramref name="model"/>.</summary>
    /// <returns>The cell, and whether a model would have made a difference.</returns>
    public static (WovenText Text, bool IsOpen) Weave(SyntaxNode root, string code, SemanticModel? model = null)
    {
        var weaver = new CheckpointWeaver(model);
        weaver.Visit(root);
        return (new WovenText(code, weaver.insertions), weaver.isOpen);
    }

    public override void VisitCompilationUnit(CompilationUnitSyntax node)
    {
        for (var i = 1; i < node.Members.Count; i++)
        {
            if (node.Members[i] is GlobalStatementSyntax && Awaits(node.Members[i - 1]))
            {
                Insert(node.Members[i].SpanStart, Resume);
            }
        }

        base.VisitCompilationUnit(node);
    }

    public override void VisitBlock(BlockSyntax node)
    {
        for (var i = 1; i < node.Statements.Count; i++)
        {
            if (node.Statements[i] is not LocalFunctionStatementSyntax && Awaits(node.Statements[i - 1]))
            {
                Insert(node.Statements[i].SpanStart, Resume);
            }
        }

        base.VisitBlock(node);
    }

    public override void VisitWhileStatement(WhileStatementSyntax node)
    {
        Body(node.Statement, Loop);
        base.VisitWhileStatement(node);
    }

    public override void VisitDoStatement(DoStatementSyntax node)
    {
        Body(node.Statement, Loop);
        base.VisitDoStatement(node);
    }

    public override void VisitForStatement(ForStatementSyntax node)
    {
        Body(node.Statement, Loop);
        base.VisitForStatement(node);
    }

    public override void VisitForEachStatement(ForEachStatementSyntax node)
    {
        Body(node.Statement, Loop);
        base.VisitForEachStatement(node);
    }

    public override void VisitForEachVariableStatement(ForEachVariableStatementSyntax node)
    {
        Body(node.Statement, Loop);
        base.VisitForEachVariableStatement(node);
    }

    public override void VisitGotoStatement(GotoStatementSyntax node)
    {
        // A jump back is a loop without a body; in a block of its own it stays one statement after "if (…)".
        if (!node.GotoKeyword.IsMissing && !node.SemicolonToken.IsMissing)
        {
            Around(node, "{" + Loop, "}");
        }

        base.VisitGotoStatement(node);
    }

    public override void VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        Member(node.Body, node.ExpressionBody, node.SemicolonToken, node.ReturnType, node.Modifiers);
        base.VisitMethodDeclaration(node);
    }

    public override void VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        Member(node.Body, node.ExpressionBody, node.SemicolonToken, node.ReturnType, node.Modifiers);
        base.VisitLocalFunctionStatement(node);
    }

    public override void VisitOperatorDeclaration(OperatorDeclarationSyntax node)
    {
        Member(node.Body, node.ExpressionBody, node.SemicolonToken, node.ReturnType, node.Modifiers);
        base.VisitOperatorDeclaration(node);
    }

    public override void VisitConstructorDeclaration(ConstructorDeclarationSyntax node)
    {
        Block(node.Body, Enter);
        base.VisitConstructorDeclaration(node);
    }

    public override void VisitConversionOperatorDeclaration(ConversionOperatorDeclarationSyntax node)
    {
        Member(node.Body, node.ExpressionBody, node.SemicolonToken, node.Type, node.Modifiers);
        base.VisitConversionOperatorDeclaration(node);
    }

    public override void VisitPropertyDeclaration(PropertyDeclarationSyntax node)
    {
        Arrow(node.ExpressionBody, node.SemicolonToken, "{get{" + Enter + "return ", "}}");
        base.VisitPropertyDeclaration(node);
    }

    public override void VisitIndexerDeclaration(IndexerDeclarationSyntax node)
    {
        Arrow(node.ExpressionBody, node.SemicolonToken, "{get{" + Enter + "return ", "}}");
        base.VisitIndexerDeclaration(node);
    }

    public override void VisitAccessorDeclaration(AccessorDeclarationSyntax node)
    {
        Block(node.Body, Enter);
        Arrow(node.ExpressionBody, node.SemicolonToken, "{" + Enter + (node.IsKind(SyntaxKind.GetAccessorDeclaration) ? "return " : ""), "}");
        base.VisitAccessorDeclaration(node);
    }

    public override void VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node)
    {
        Block(node.Block, Enter);
        base.VisitAnonymousMethodExpression(node);
    }

    public override void VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node)
    {
        Lambda(node);
        base.VisitSimpleLambdaExpression(node);
    }

    public override void VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node)
    {
        Lambda(node);
        base.VisitParenthesizedLambdaExpression(node);
    }

    public override void VisitObjectCreationExpression(ObjectCreationExpressionSyntax node)
    {
        if (RegularExpressions.IsNamed(node.Type))
        {
            Made(node);
        }
        else if (node.Type is IdentifierNameSyntax { Identifier.Text: StoppableTraining.Context })
        {
            Around(node, WatchTraining, ")");
        }

        base.VisitObjectCreationExpression(node);
    }

    public override void VisitImplicitObjectCreationExpression(ImplicitObjectCreationExpressionSyntax node)
    {
        if (RegularExpressions.MayBe(node))
        {
            Made(node);
        }

        base.VisitImplicitObjectCreationExpression(node);
    }

    public override void VisitInvocationExpression(InvocationExpressionSyntax node)
    {
        // "Regex.IsMatch(…)" becomes "StoppableRegex.IsMatch(…)": the name is kept out by a comment around it, as the arrow below.
        if (node.Expression is MemberAccessExpressionSyntax { Expression: var type } && RegularExpressions.IsNamed(type))
        {
            isOpen = true;
            if (model is not null && RegularExpressions.IsStaticMatch(node, model))
            {
                Insert(type.SpanStart, "/*");
                Insert(type.Span.End, "*/" + Watching);
            }
        }

        base.VisitInvocationExpression(node);
    }

    private void Made(BaseObjectCreationExpressionSyntax node)
    {
        isOpen = true;
        if (model is not null && RegularExpressions.IsMade(node, model))
        {
            Around(node, Watch, ")");
        }
    }

    // Not the awaits of lambdas and functions inside, which are awaited somewhere else.
    private static bool Awaits(SyntaxNode node) =>
        node is not (MethodDeclarationSyntax or BaseTypeDeclarationSyntax)
        && node.DescendantNodes(static inner => inner is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(static inner => inner is AwaitExpressionSyntax);

    private void Lambda(LambdaExpressionSyntax node)
    {
        if (node.Block is not null)
        {
            Block(node.Block, Enter);
            return;
        }

        if (node.ExpressionBody is not { } body || body.IsMissing || body is ThrowExpressionSyntax or RefExpressionSyntax)
        {
            return;
        }

        isOpen = true;
        switch (model is null ? LambdaKind.Untouched : LambdaKinds.Of(node, model))
        {
            case LambdaKind.Returns:
                Around(body, "{" + Enter + "return ", ";}");
                break;
            case LambdaKind.Void:
                Around(body, "{" + Enter, ";}");
                break;
        }
    }

    private void Member(BlockSyntax? body, ArrowExpressionClauseSyntax? arrow, SyntaxToken semicolon, TypeSyntax returnType, SyntaxTokenList modifiers)
    {
        if (body is not null)
        {
            Block(body, Enter);
            return;
        }

        var isVoid = returnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
            || (modifiers.Any(SyntaxKind.AsyncKeyword) && returnType is IdentifierNameSyntax { Identifier.Text: "Task" or "ValueTask" });
        Arrow(arrow, semicolon, "{" + Enter + (isVoid ? "" : "return "), "}");
    }

    // "=> e;" becomes "{ Enter(); return e; }": the arrow is kept out by a comment around it, so that no column moves left.
    private void Arrow(ArrowExpressionClauseSyntax? arrow, SyntaxToken semicolon, string before, string after)
    {
        if (arrow is null || semicolon.IsMissing || arrow.Expression.IsMissing || arrow.Expression is ThrowExpressionSyntax or RefExpressionSyntax)
        {
            return;
        }

        Insert(arrow.ArrowToken.SpanStart, before + "/*");
        Insert(arrow.ArrowToken.Span.End, "*/");
        Insert(semicolon.Span.End, after);
    }

    private void Body(StatementSyntax statement, string call)
    {
        if (statement.IsMissing || statement.ContainsDiagnostics)
        {
            return;
        }

        if (statement is BlockSyntax block)
        {
            Block(block, call);
        }
        else
        {
            Around(statement, "{" + call, "}");
        }
    }

    private void Block(BlockSyntax? block, string call)
    {
        if (block is { OpenBraceToken.IsMissing: false })
        {
            Insert(block.OpenBraceToken.Span.End, call);
        }
    }

    private void Around(SyntaxNode node, string before, string after)
    {
        Insert(node.SpanStart, before);
        Insert(node.Span.End, after);
    }

    private void Insert(int position, string text) => insertions.Add(new Insertion(position, text));
}
