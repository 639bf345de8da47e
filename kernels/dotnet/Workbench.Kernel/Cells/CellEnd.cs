using Workbench.Kernel.CSharp;

namespace Workbench.Kernel.Cells;

/// <summary>How a cell ended.</summary>
internal abstract record CellEnd
{
    private CellEnd()
    {
    }

    /// <summary>It ran to its end. <paramref name="Value"/> counts only when <paramref name="HasValue"/>.</summary>
    public sealed record Ok(object? Value, bool HasValue) : CellEnd;

    /// <summary>It did not compile, and nothing of it ran.</summary>
    public sealed record CompileErrors(IReadOnlyList<CompileError> Errors) : CellEnd;

    /// <summary>Its code threw.</summary>
    public sealed record Failed(Exception Error) : CellEnd;

    /// <summary>It failed, and the language has said how in its own words.</summary>
    public sealed record Reported(CellError Error) : CellEnd;

    /// <summary>
    /// It stopped because the user asked. With <paramref name="LeftBehind"/> it awaits something that could not be cancelled, and
    /// the rest of the cell will not run even if that ever comes.
    /// </summary>
    public sealed record Interrupted(bool LeftBehind) : CellEnd;
}
