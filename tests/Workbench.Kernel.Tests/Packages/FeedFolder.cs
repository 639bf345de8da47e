using System.IO.Compression;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Workbench.Kernel.Tests.Packages;

/// <summary>A folder of packages made for a test, and an empty folder to unpack them in.</summary>
public sealed class FeedFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("wf");

    public FeedFolder()
    {
        Feed = folder.CreateSubdirectory("feed").FullName;
        Unpacked = folder.CreateSubdirectory("unpacked").FullName;
    }

    public string Feed { get; }

    public string Unpacked { get; }

    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["WORKBENCH_FEED"] = Feed, ["NUGET_PACKAGES"] = Unpacked };

    /// <summary>Adds a package with one assembly of its name.</summary>
    public void Add(string id, string version, string code, string dependencies = "", string? nativeLibrary = null, bool hasExtension = false)
    {
        using var package = ZipFile.Open(Path.Combine(Feed, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
        using (var manifest = new StreamWriter(package.CreateEntry(id + ".nuspec").Open()))
        {
            manifest.Write($"""
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
                  <id>{id}</id><version>{version}</version><authors>test</authors><description>test</description>
                  <dependencies><group targetFramework="net8.0">{dependencies}</group></dependencies>
                </metadata></package>
                """);
        }

        using (var assembly = package.CreateEntry($"lib/net8.0/{id}.dll").Open())
        {
            assembly.Write(Compile(id, code));
        }

        if (nativeLibrary is not null)
        {
            package.CreateEntryFromFile(nativeLibrary, $"runtimes/linux-x64/native/lib{id.ToLowerInvariant()}.so");
        }

        if (hasExtension)
        {
            using var extension = new StreamWriter(package.CreateEntry($"interactive-extensions/dotnet/extension.dib").Open());
            extension.Write("Console.WriteLine(\"ran\");");
        }
    }

    /// <summary>Writes an assembly beside the feed.</summary>
    public string Assembly(string name, string code)
    {
        var path = Path.Combine(folder.FullName, name + ".dll");
        File.WriteAllBytes(path, Compile(name, code));
        return path;
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static byte[] Compile(string name, string code)
    {
        using var image = new MemoryStream();
        var emitted = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(code)],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(image);
        Assert.Empty(emitted.Diagnostics);
        return image.ToArray();
    }
}
