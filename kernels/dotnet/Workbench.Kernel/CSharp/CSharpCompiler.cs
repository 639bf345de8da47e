using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Workbench.Kernel.CSharp;

/// <summary>
/// Compiles cells one after another, each seeing what the earlier ones declared. A cell is compiled once, with checkpoints
/// woven in; only when that fails is it compiled as it was written, to have the errors with the user's own words and positions.
/// </summary>
internal sealed class CSharpCompiler
{
    // The language of the runtime that runs it, and not whatever the compiler knows already: new words would take names from old notebooks.
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14, DocumentationMode.None, SourceCodeKind.Script);

    private SharedReferences references = new(CSharpReferences.Load());
    private readonly CellAssemblies assemblies = new();
    private CSharpCompilation? previous;

    // The original runs two pieces of its own before the user's first cell, and counts every attempt; types of cells carry the number in their names.
    private int next = 1;

    public ImmutableArray<MetadataReference> References => references.All;

    /// <summary>The number of cells with code that later cells can refer to; the next one gets this slot, counted from 1.</summary>
    public int Depth { get; private set; }

    /// <summary>Lets later cells use these files too. One whose name is known already is left out: a process holds one of each.</summary>
    public void AddReferences(IEnumerable<string> paths)
    {
        var known = references.All.Select(static reference => Path.GetFileName(reference.Display ?? "")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        MetadataReference[] added = [.. paths.Where(path => known.Add(Path.GetFileName(path))).Select(CSharpReferences.Map)];
        if (added.Length > 0)
        {
            references = new SharedReferences(references.All.AddRange(added));
        }
    }

    /// <param name="code">The cell.</param>
    /// <param name="name">How stack traces shall call it.</param>
    public Compiling Compile(string code, string name)
    {
        var index = next++;
        var tree = Parse(code, name);
        var written = new WovenText(code, []);
        if (tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        {
            return Emit(tree, written, name, index);
        }

        var woven = Weave(tree, code, index);
        if (!woven.IsUnchanged && Emit(Parse(woven.Text, name), woven, name, index) is { Cell: not null } result)
        {
            return result;
        }

        return Emit(tree, written, name, index);
    }

    /// <summary>Makes what the cell declared visible to later cells. To be called when it was started, also if it then failed.</summary>
    public void Keep(CompiledCell cell)
    {
        if (cell.Declares)
        {
            previous = cell.Compilation;

            // Usings alone take no slot: the compiler counts cells with code.
            Depth += cell.Code is null ? 0 : 1;
        }
    }

    private static SyntaxTree Parse(string code, string name) =>
        CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), ParseOptions, name);

    private WovenText Weave(SyntaxTree tree, string code, int index)
    {
        var root = tree.GetRoot();
        var (text, isOpen) = CheckpointWeaver.Weave(root, code);

        // Whether a lambda returns something, whether it is code at all, and what a name means, is known only after binding.
        return isOpen ? CheckpointWeaver.Weave(root, code, Compilation(tree, previous, index).GetSemanticModel(tree)).Text : text;
    }

    private CSharpCompilation Compilation(SyntaxTree tree, CSharpCompilation? before, int index, OptimizationLevel level = OptimizationLevel.Debug) =>
        Compilation(tree, before, index, level, references);

    private static CSharpCompilation Compilation(SyntaxTree tree, CSharpCompilation? before, int index, OptimizationLevel level, SharedReferences references)
    {
        var number = index.ToString(CultureInfo.InvariantCulture);
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            scriptClassName: "Submission#" + number,
            usings: before is null ? CSharpImports.Default : [],
            optimizationLevel: level,
            allowUnsafe: true,
            concurrentBuild: false);
        var compilation = CSharpCompilation.CreateScriptCompilation("cell#" + number, tree, references.All, options, before, typeof(object));
        references.Share(compilation);
        return compilation;
    }

    private Compiling Emit(SyntaxTree tree, WovenText text, string name, int index)
    {
        // Code with loops or functions in it is worth optimizing; for the rest, what the runtime spends on it would not come back,
        // and new code that it may optimize later keeps it from optimizing the compiler's.
        var level = text.IsUnchanged ? OptimizationLevel.Debug : OptimizationLevel.Release;
        var (before, seen) = (previous, references);
        var compilation = Compilation(tree, before, index, level, seen);
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        var root = (CompilationUnitSyntax)tree.GetRoot();
        var symbols = new CellSymbols(name, text, () => Compilation(Parse(text.Text, name), before, index, level, seen));
        if (!emitted.Success)
        {
            ImmutableArray<Diagnostic> errors = [.. emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

            // Without an error there was nothing to run: comments, or usings, which count for later cells.
            return errors.IsEmpty
                ? new Compiling(new CompiledCell(static _ => Task.FromResult<object?>(null), compilation, null, symbols, root.Usings.Count > 0, HasResult: false, []), [])
                : new Compiling(null, errors);
        }

        image.Position = 0;
        var assembly = assemblies.Add(image);
        var entry = compilation.GetEntryPoint(CancellationToken.None)!;
        var method = assembly.GetType(entry.ContainingType.MetadataName)!.GetMethod(
            entry.MetadataName, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!;
        return new Compiling(
            new CompiledCell(
                method.CreateDelegate<Func<object?[], Task<object?>>>(),
                compilation,
                assembly,
                symbols,
                compilation.ScriptClass!.GetMembers().Any(member => !member.IsImplicitlyDeclared) || root.Usings.Count > 0,
                HasResult(tree, compilation),
                CompileWarnings.Describe(emitted.Diagnostics, text)),
            []);
    }

    private static bool HasResult(SyntaxTree tree, CSharpCompilation compilation)
    {
        if (((CompilationUnitSyntax)tree.GetRoot()).Members.LastOrDefault() is not GlobalStatementSyntax
            {
                Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last,
            })
        {
            return false;
        }

        // Only these can be void, and asking the compiler costs time.
        return last.Expression is not (InvocationExpressionSyntax or AwaitExpressionSyntax or ConditionalAccessExpressionSyntax)
            || compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression).Type is not { SpecialType: SpecialType.System_Void };
    }
}
