using System.Globalization;
using Workbench.Kernel.CSharp;

namespace Workbench.Kernel.Directives;

/// <summary>What is wrong with a directive, with its place in the cell, from 1.</summary>
/// <param name="Length">How many characters of the line it is about.</param>
/// <param name="Code">One of <see cref="DirectiveErrorCodes"/>.</param>
internal sealed record DirectiveError(int Line, int Column, int Length, string Code, string Message, string Source)
{
    public CompileError ToCompileError() => new(
        Line,
        Column,
        Math.Max(1, Length),
        Code,
        string.Create(CultureInfo.InvariantCulture, $"({Line},{Column}): error {Code}: {Message}"),
        Source);
}
