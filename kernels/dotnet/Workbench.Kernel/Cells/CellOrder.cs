using Workbench.Kernel.Output;

namespace Workbench.Kernel.Cells;

/// <summary>What an <c>execute_request</c> asks for.</summary>
/// <param name="Expressions">Name and code of expressions to evaluate after the cell.</param>
/// <param name="Language">The name of the language that the cell's metadata gives; null for the kernel's own.</param>
internal sealed record CellOrder(
    string Code, string? Language, bool Silent, bool StoreHistory, bool AllowInput, IReadOnlyList<KeyValuePair<string, string>> Expressions);

/// <summary>How it came out; <paramref name="Error"/> is null when the cell ran to its end.</summary>
/// <param name="NextCells">Code that the cell offers as the next one.</param>
internal sealed record CellOutcome(
    int ExecutionCount, CellError? Error, IReadOnlyList<KeyValuePair<string, ExpressionResult>> Expressions, IReadOnlyList<string> NextCells);

/// <summary>The value of one user expression, or why it has none.</summary>
internal sealed record ExpressionResult(MimeBundle? Bundle, CellError? Error);
