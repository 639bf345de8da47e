using Microsoft.CodeAnalysis;

namespace Workbench.Kernel.CSharp;

/// <summary>
/// Finds the documentation of an assembly: beside it, or, for the runtime's own, in the reference pack of an SDK where one is
/// installed. Nothing is read before somebody asks for the documentation of a symbol.
/// </summary>
internal static class DocumentationFiles
{
    // The runtime keeps in one assembly what its documentation splits by contract.
    private static readonly string[] CoreContracts = ["System.Runtime", "System.Collections", "System.Threading", "System.Memory", "System.Console", "System.Linq"];

    private static readonly Lazy<string?> Pack = new(FindPack);

    public static DocumentationProvider For(string assembly) => new Lazily(assembly);

    private static string? FindPack()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location);
        var packs = runtime is null ? null : Path.GetFullPath(Path.Combine(runtime, "../../../packs/Microsoft.NETCore.App.Ref"));
        var folder = Directory.Exists(packs) ? Directory.EnumerateDirectories(packs, Environment.Version.Major + ".*").Order(StringComparer.Ordinal).LastOrDefault() : null;
        return folder is null ? null : Directory.EnumerateDirectories(Path.Combine(folder, "ref")).FirstOrDefault();
    }

    private static IEnumerable<string> Candidates(string assembly)
    {
        var beside = Path.ChangeExtension(assembly, ".xml");
        if (File.Exists(beside))
        {
            return [beside];
        }

        var name = Path.GetFileNameWithoutExtension(assembly);
        return Pack.Value is { } pack
            ? (name == "System.Private.CoreLib" ? CoreContracts : [name]).Select(file => Path.Combine(pack, file + ".xml")).Where(File.Exists)
            : [];
    }

    private sealed class Lazily(string assembly) : DocumentationProvider
    {
        private readonly Lazy<IReadOnlyList<XmlFile>> files = new(() => [.. Candidates(assembly).Select(static file => new XmlFile(file))]);

        public override bool Equals(object? obj) => ReferenceEquals(this, obj);

        public override int GetHashCode() => assembly.GetHashCode(StringComparison.Ordinal);

        protected override string? GetDocumentationForSymbol(string documentationMemberID, System.Globalization.CultureInfo preferredCulture, CancellationToken cancellationToken) =>
            files.Value.Select(file => file.Find(documentationMemberID)).FirstOrDefault(static text => !string.IsNullOrEmpty(text)) ?? "";
    }

    private sealed class XmlFile(string path) : XmlDocumentationProvider
    {
        public string? Find(string id) => GetDocumentationForSymbol(id, System.Globalization.CultureInfo.InvariantCulture, CancellationToken.None);

        public override bool Equals(object? obj) => ReferenceEquals(this, obj);

        public override int GetHashCode() => path.GetHashCode(StringComparison.Ordinal);

        protected override Stream GetSourceStream(CancellationToken cancellationToken) => File.OpenRead(path);
    }
}
