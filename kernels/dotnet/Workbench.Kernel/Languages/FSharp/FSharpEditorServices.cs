using FSharp.Compiler.CodeAnalysis;
using FSharp.Compiler.Diagnostics;
using FSharp.Compiler.EditorServices;
using FSharp.Compiler.Interactive;
using FSharp.Compiler.Symbols;
using FSharp.Compiler.Text;
using FSharp.Compiler.Tokenization;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;
using Workbench.Kernel.Languages.Editing;

namespace Workbench.Kernel.Languages.FSharp;

/// <summary>Completion, inspection, signatures and mistakes, by checking the cell as if it were entered now.</summary>
internal sealed class FSharpEditorServices(Shell.FsiEvaluationSession interactive)
{
    private const int MaxMatches = 500;

    public Completions Complete(string code, int position)
    {
        var (line, column, text) = Place(code, position);
        var (parsed, check, _) = Check(code);
        var partial = QuickParse.GetPartialLongNameEx(text, column - 1);
        var found = check.GetDeclarationListInfo(
            FSharpOption<FSharpParseFileResults>.Some(parsed), line, text, partial,
            FSharpOption<FSharpFunc<Unit, FSharpList<AssemblySymbol>>>.None,
            FSharpOption<Tuple<Position, FSharpOption<CompletionContext>?>>.None,
            FSharpOption<FSharpCodeCompletionOptions>.None);
        var typed = partial.PartialIdent;
        var items = found.Items
            .Where(item => item.NameInList.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(item => item.NameInList.StartsWith(typed, StringComparison.Ordinal))
            .ThenBy(static item => item.MinorPriority)
            .ThenBy(static item => item.NameInList, StringComparer.OrdinalIgnoreCase)
            .Select(static item => new CompletionMatch(item.NameInCode, KindOf(item.Glyph)))
            .Distinct()
            .Take(MaxMatches);
        return new Completions([.. items], position - typed.Length, position);
    }

    public IReadOnlyDictionary<string, string>? Inspect(string code, int position)
    {
        var (line, column, text) = Place(code, position);
        if (QuickParse.GetCompleteIdentifierIsland(true, text, column) is not { Value: var (name, end, _) })
        {
            return null;
        }

        var (_, check, _) = Check(code);
        var tip = check.GetToolTip(line, end, text, ListModule.OfSeq(name.Split('.')), FSharpTokenTag.IDENT, FSharpOption<int>.None);
        var parts = tip.Item.OfType<ToolTipElement.Group>().SelectMany(static group => group.elements).ToArray();
        if (parts.Length == 0)
        {
            return null;
        }

        var signatures = string.Join("\n", parts.Select(static part => part.MainDescription.Text));
        var documentation = string.Join("\n\n", parts.Select(static part => FSharpDocumentation.Of(part.XmlDoc)).Where(static part => part.Length > 0).Distinct());
        return new Dictionary<string, string>
        {
            ["text/plain"] = documentation.Length == 0 ? signatures : signatures + "\n" + documentation,
            ["text/markdown"] = "```fsharp\n" + signatures + "\n```\n" + documentation,
        };
    }

    public Signatures? Sign(string code, int position)
    {
        var (line, column, text) = Place(code, position);
        var (parsed, check, _) = Check(code);
        var cursor = PositionModule.mkPos(line, column);
        if (parsed.FindParameterLocations(cursor) is not { Value: { } call })
        {
            return null;
        }

        var methods = check.GetMethods(call.LongIdEndLocation.Line, call.LongIdEndLocation.Column, text, FSharpOption<FSharpList<string>>.Some(call.LongId)).Methods;
        var parameter = call.TupleEndLocations.Count(end => PositionModule.posLt(end, cursor));
        var items = methods.Select(method => new Signature(
            call.LongId.Last() + "(" + string.Join(", ", method.Parameters.Select(static one => one.Display.Text)) + ") : " + method.ReturnTypeText.Text,
            FSharpDocumentation.Of(method.XmlDoc),
            [.. method.Parameters.Select(static one => (one.Display.Text, ""))])).ToArray();
        var fitting = Math.Max(0, Array.FindIndex(items, item => item.Parameters.Count > parameter));
        return items.Length == 0 ? null : new Signatures(items, fitting, parameter);
    }

    public IReadOnlyList<CodeDiagnostic> Diagnose(string code)
    {
        var (parsed, check, _) = Check(code);
        return [.. parsed.Diagnostics.Concat(check.Diagnostics).Select(Describe).Distinct()];
    }

    public (string Status, string Indent) IsComplete(string code)
    {
        var (parsed, _, _) = Check(code);
        var errors = parsed.Diagnostics.Where(static one => one.Severity.IsError).ToArray();
        if (errors.Length == 0)
        {
            return ("complete", "");
        }

        // What more text could mend ends where the text ends; unmatched brackets, strings and comments are reported where they open.
        var last = code.TrimEnd().Count(static letter => letter == '\n') + 1;
        return Array.Exists(errors, one => one.EndLine > last || one.ErrorNumber is 583 or 514 or 515 or 516 or 517 || (one.ErrorNumber is 10 or 3113 or 3524 && one.EndLine >= last))
            ? ("incomplete", "    ")
            : ("invalid", "");
    }

    private static CodeDiagnostic Describe(FSharpDiagnostic one) => new(
        one.StartLine - 1, one.StartColumn, one.EndLine - 1, one.EndColumn,
        one.Severity.IsError ? "error" : one.Severity.IsWarning ? "warning" : "info", one.ErrorNumberText, one.Message);

    private static string KindOf(FSharpGlyph glyph) => glyph switch
    {
        { IsMethod: true } or { IsOverridenMethod: true } or { IsExtensionMethod: true } => "function",
        { IsClass: true } or { IsStruct: true } or { IsInterface: true } or { IsUnion: true } or { IsTypedef: true } or { IsType: true } or { IsDelegate: true } or { IsEnum: true } => "class",
        { IsModule: true } or { IsNameSpace: true } => "module",
        { IsProperty: true } or { IsField: true } or { IsEvent: true } or { IsEnumMember: true } or { IsConstant: true } => "property",
        { IsVariable: true } => "instance",
        _ => "text",
    };

    // Line from 1, column from 0, as the compiler counts.
    private static (int Line, int Column, string Text) Place(string code, int position)
    {
        var start = position == 0 ? 0 : code.LastIndexOf('\n', position - 1) + 1;
        var end = code.IndexOf('\n', position);
        return (code.AsSpan(0, position).Count('\n') + 1, position - start, code[start..(end < 0 ? code.Length : end)].TrimEnd('\r'));
    }

    private Tuple<FSharpParseFileResults, FSharpCheckFileResults, FSharpCheckProjectResults> Check(string code) =>
        interactive.ParseAndCheckInteraction(code, FSharpOption<bool>.None);
}
