using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Workbench.Kernel.CSharp;

/// <summary>A cell that compiled: how to start it, and what it adds to the session once it has run.</summary>
/// <param name="Start">Runs the cell up to its first await, given the instances of the earlier cells.</param>
/// <param name="Compilation">For the compiler, when it compiles the next cell.</param>
/// <param name="Code">The loaded code; null where there was none to run.</param>
/// <param name="Symbols">The cell's lines, for errors.</param>
/// <param name="Declares">False when no later cell can refer to it, which then need not know it.</param>
/// <param name="HasResult">The last statement is an expression without a semicolon, and not void.</param>
/// <param name="Warnings">What the compiler minds but does not refuse, such as <c>(1,5): warning CS0219: …</c>.</param>
internal sealed record CompiledCell(
    Func<object?[], Task<object?>> Start, CSharpCompilation Compilation, Assembly? Code, CellSymbols Symbols, bool Declares, bool HasResult, IReadOnlyList<string> Warnings);

/// <summary>What came of compiling: a cell, or the errors with the user's own positions.</summary>
internal readonly record struct Compiling(CompiledCell? Cell, ImmutableArray<Diagnostic> Errors);
