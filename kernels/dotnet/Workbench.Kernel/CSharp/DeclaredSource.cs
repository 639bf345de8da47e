using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workbench.Kernel.CSharp;

/// <summary>
/// The declarations of all cells so far as one source text, newest of each name only. Editor services read it instead of a
/// chain of all cells, so that they cost nothing until they are asked and do not grow with the number of cells.
/// </summary>
internal sealed class DeclaredSource
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, string> members = new(StringComparer.Ordinal);
    private readonly HashSet<string> usings = new(StringComparer.Ordinal);

    /// <summary>Rises with every change.</summary>
    public int Version { get; private set; }

    public void Add(string code)
    {
        var root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(code, CSharpCompiler.ParseOptions).GetRoot();
        lock (gate)
        {
            foreach (var directive in root.Usings)
            {
                usings.Add(directive.ToString());
            }

            foreach (var member in root.Members)
            {
                if (NameOf(member) is { } name)
                {
                    members.Remove(name);
                    members[name] = member.ToString();
                    Version++;
                }
            }
        }
    }

    public override string ToString()
    {
        lock (gate)
        {
            return new StringBuilder().AppendJoin('\n', usings).Append('\n').AppendJoin('\n', members.Values).ToString();
        }
    }

    private static string? NameOf(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax field => string.Join(',', field.Declaration.Variables.Select(variable => variable.Identifier.Text)),
        MethodDeclarationSyntax method => method.Identifier.Text + method.ParameterList,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        GlobalStatementSyntax statement => Designations(statement),
        _ => null,
    };

    // Deconstruction and out variables are declared by statements.
    private static string? Designations(GlobalStatementSyntax statement)
    {
        var names = statement.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Select(name => name.Identifier.Text).ToArray();
        return names.Length == 0 ? null : string.Join(',', names);
    }
}
