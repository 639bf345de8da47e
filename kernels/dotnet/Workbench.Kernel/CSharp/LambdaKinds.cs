using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Workbench.Kernel.CSharp.CheckpointWeaver;

namespace Workbench.Kernel.CSharp;

/// <summary>Tells for a lambda with an expression as body how it can be given a body of statements.</summary>
internal static class LambdaKinds
{
    public static LambdaKind Of(LambdaExpressionSyntax lambda, SemanticModel model)
    {
        // An expression tree is data for somebody else to read; a statement in it would not even compile.
        if (model.GetTypeInfo(lambda).ConvertedType is not { TypeKind: TypeKind.Delegate }
            || model.GetSymbolInfo(lambda).Symbol is not IMethodSymbol { ReturnsByRef: false, ReturnsByRefReadonly: false } method)
        {
            return LambdaKind.Untouched;
        }

        var isVoid = method.ReturnsVoid || (method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false });
        if (isVoid)
        {
            return lambda.ExpressionBody is InvocationExpressionSyntax or AwaitExpressionSyntax or AssignmentExpressionSyntax
                or PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax or ObjectCreationExpressionSyntax or ConditionalAccessExpressionSyntax
                ? LambdaKind.Void
                : LambdaKind.Untouched;
        }

        return LambdaKind.Returns;
    }
}
