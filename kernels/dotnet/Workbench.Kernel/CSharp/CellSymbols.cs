using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Workbench.Kernel.CSharp;

/// <summary>
/// The lines of a compiled cell, made when an error first asks for them: to write debug information with every cell would cost
/// more than the rest of compiling it. The compiler is given the same cell once more, which yields the same code.
/// </summary>
/// <param name="cell">How stack traces call the cell.</param>
/// <param name="text">From woven to written positions.</param>
/// <param name="compile">Compiles it again as it was compiled.</param>
internal sealed class CellSymbols(string cell, WovenText text, Func<CSharpCompilation> compile)
{
    private readonly Lazy<MetadataReader?> reader = new(() => Write(compile()));

    public string Cell => cell;

    /// <summary>The user's line and column, from 1, of an instruction; null for code of the compiler's own.</summary>
    public (int Line, int Column)? Position(int methodToken, int ilOffset)
    {
        var handle = MetadataTokens.EntityHandle(methodToken);
        if (reader.Value is not { } symbols || handle.Kind != HandleKind.MethodDefinition || MetadataTokens.GetRowNumber(handle) > symbols.MethodDebugInformation.Count)
        {
            return null;
        }

        (int Line, int Column)? found = null;
        foreach (var point in symbols.GetMethodDebugInformation((MethodDefinitionHandle)handle).GetSequencePoints())
        {
            if (point.Offset > ilOffset && found is not null)
            {
                break;
            }

            if (!point.IsHidden)
            {
                found = (point.StartLine, point.StartColumn);
            }
        }

        return found is var (line, column) ? text.ToOriginal(line, column) : null;
    }

    private static MetadataReader? Write(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        var symbols = new MemoryStream();
        var emitted = compilation.Emit(image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        symbols.Position = 0;
        return emitted.Success ? MetadataReaderProvider.FromPortablePdbStream(symbols).GetMetadataReader() : null;
    }
}
