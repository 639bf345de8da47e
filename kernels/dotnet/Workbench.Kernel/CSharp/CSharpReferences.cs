using System.Collections.Immutable;
using System.IO.MemoryMappedFiles;
using Microsoft.CodeAnalysis;

namespace Workbench.Kernel.CSharp;

/// <summary>
/// What cells may use: the runtime's assemblies and those beside the kernel, without the compiler's own. Files are mapped,
/// not read, so that hundreds of them cost neither start-up time nor memory of one's own.
/// </summary>
internal static class CSharpReferences
{
    private static readonly string[] Hidden =
    [
        "Microsoft.CodeAnalysis", "FSharp.Compiler.", "FSharp.DependencyManager.", "Microsoft.DiaSymReader", "Microsoft.VisualBasic", "Humanizer", "System.Composition", "Microsoft.Win32", "WindowsBase",
    ];

    public static ImmutableArray<MetadataReference> Load()
    {
        var references = ImmutableArray.CreateBuilder<MetadataReference>();
        foreach (var path in ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!Array.Exists(Hidden, Path.GetFileName(path).StartsWith))
            {
                references.Add(Map(path));
            }
        }

        return references.DrainToImmutable();
    }

    /// <summary>A reference to a file, which must stay as it is while the kernel lives.</summary>
    public static unsafe PortableExecutableReference Map(string path)
    {
        // The mapping lives as long as the kernel: cells can refer to it at any time.
        var size = new FileInfo(path).Length;
        var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        var view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        return AssemblyMetadata.Create(ModuleMetadata.CreateFromImage((nint)start, (int)size)).GetReference(DocumentationFiles.For(path), filePath: path);
    }
}
