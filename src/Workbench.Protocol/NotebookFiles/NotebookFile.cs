using System.Text.Json.Nodes;

namespace Workbench.Protocol.NotebookFiles;

/// <summary>What a cell is.</summary>
public enum NotebookCellKind
{
    /// <summary>Code, or text, of a language.</summary>
    Code,

    /// <summary>Markdown.</summary>
    Markdown,

    /// <summary>Text that is neither run nor rendered.</summary>
    Raw,
}

/// <summary>A cell of a notebook file, in whichever of the file formats it stands.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Language">The language's name as the file has it, such as <c>csharp</c>; null for the notebook's own, and for what is not code.</param>
/// <param name="Source">Its text, lines ended by <c>\n</c>, without a last line end.</param>
public sealed record NotebookCell(NotebookCellKind Kind, string? Language, string Source);

/// <summary>A notebook as all file formats have it: cells in their languages, and what the file says about its languages.</summary>
/// <param name="DefaultLanguage">The language of cells that name none.</param>
/// <param name="Cells">In their order.</param>
/// <param name="Polyglot">
/// The object <c>polyglot_notebook</c> of a notebook's metadata, which is also the <c>#!meta</c> of a <c>.dib</c> file; null where there is none.
/// </param>
public sealed record NotebookFile(string DefaultLanguage, IReadOnlyList<NotebookCell> Cells, JsonObject? Polyglot);
