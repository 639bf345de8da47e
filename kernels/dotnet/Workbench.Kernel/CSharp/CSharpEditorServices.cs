using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.QuickInfo;
using Microsoft.CodeAnalysis.Tags;
using Microsoft.CodeAnalysis.Text;
using Workbench.Kernel.Languages.Editing;

namespace Workbench.Kernel.CSharp;

/// <summary>
/// Completion and inspection. Nothing is built before the first question; then there are two projects whatever the number of
/// cells: one with all that cells declared, and one with the cell at hand.
/// </summary>
internal sealed class CSharpEditorServices(CSharpSession session)
{
    private const int MaxMatches = 500;

    private readonly AdhocWorkspace workspace = new(MefHostServices.DefaultHost);
    private Project? declarations;
    private int declaredVersion = -1;
    private int references;

    public Completions Complete(string code, int position)
    {
        var document = Document(code);
        var service = CompletionService.GetService(document)!;
        var found = Wait(service.GetCompletionsAsync(document, position));
        var start = Math.Min(found.Span.Start, position);
        var typed = code[start..position];
        var items = found.ItemsList
            .Where(static item => !item.Tags.Contains(WellKnownTags.Snippet) && !item.IsComplexTextEdit)
            .Where(item => item.FilterText.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(item => item.FilterText.StartsWith(typed, StringComparison.Ordinal))
            .ThenBy(item => item.SortText, StringComparer.OrdinalIgnoreCase)
            .Select(item => new CompletionMatch(Inserted(item), Kind(item)))
            .Distinct()
            .Take(MaxMatches)
            .ToArray();
        return new Completions(items, start, position);
    }

    /// <returns>Signature and documentation of what stands at the position, or null.</returns>
    public string? Inspect(string code, int position)
    {
        var document = Document(code);
        var service = QuickInfoService.GetService(document)!;
        var info = Wait(service.GetQuickInfoAsync(document, position)) ?? (position > 0 ? Wait(service.GetQuickInfoAsync(document, position - 1)) : null);
        return info is null ? null : string.Join("\n", info.Sections.Select(section => section.Text).Where(text => text.Length > 0));
    }

    /// <returns>The overloads of the call that is being typed, or null.</returns>
    public Signatures? Sign(string code, int position)
    {
        var document = Document(code);
        return CSharpSignatures.Of(Wait(document.GetSyntaxRootAsync())!, Wait(document.GetSemanticModelAsync())!, position);
    }

    public IReadOnlyList<CodeDiagnostic> Diagnose(string code) => CSharpDiagnosis.Of(Wait(Document(code).GetSemanticModelAsync())!);

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static string Inserted(CompletionItem item) =>
        item.Properties.TryGetValue("InsertionText", out var text) ? text : item.DisplayText;

    private static string Kind(CompletionItem item)
    {
        foreach (var tag in item.Tags)
        {
            switch (tag)
            {
                case "Method" or "ExtensionMethod": return "function";
                case "Class" or "Structure" or "Enum" or "Interface" or "Delegate": return "class";
                case "Namespace": return "module";
                case "Keyword": return "keyword";
                case "Property" or "Field" or "Event" or "EnumMember" or "Constant": return "property";
                case "Local" or "Parameter": return "instance";
            }
        }

        return "text";
    }

    private Document Document(string code)
    {
        var before = Declarations();
        var cell = ProjectId.CreateNewId();
        return before.Solution
            .AddProject(Submission(cell, "cell", [new ProjectReference(before.Id)]))
            .AddDocument(DocumentId.CreateNewId(cell), "cell.csx", SourceText.From(code))
            .Projects.Single(project => project.Id == cell)
            .Documents.Single();
    }

    private Project Declarations()
    {
        if (declarations is null || declaredVersion != session.Declared.Version || references != session.Compiler.References.Length)
        {
            declaredVersion = session.Declared.Version;
            references = session.Compiler.References.Length;
            var id = ProjectId.CreateNewId();
            declarations = workspace.CurrentSolution
                .AddProject(Submission(id, "declared", []))
                .AddDocument(DocumentId.CreateNewId(id), "declared.csx", SourceText.From(session.Declared.ToString()))
                .GetProject(id)!;
        }

        return declarations;
    }

    private ProjectInfo Submission(ProjectId id, string name, IEnumerable<ProjectReference> projects) => ProjectInfo.Create(
        id,
        VersionStamp.Default,
        name,
        name,
        LanguageNames.CSharp,
        compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, usings: CSharpImports.Default, allowUnsafe: true),
        parseOptions: CSharpCompiler.ParseOptions,
        projectReferences: projects,
        metadataReferences: session.Compiler.References,
        isSubmission: true);
}
