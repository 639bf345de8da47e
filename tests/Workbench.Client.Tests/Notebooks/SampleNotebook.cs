using System.Text.Json;

namespace Workbench.Client.Tests.Notebooks;

/// <summary>A sample notebook as it stands in the repository.</summary>
internal sealed class SampleNotebook
{
    private readonly JsonElement root;

    private SampleNotebook(string name, JsonElement root) => (Name, this.root) = (name, root);

    public string Name { get; }

    public JsonElement Metadata => root.GetProperty("metadata");

    public JsonElement Root => root;

    /// <summary>Id, language and text of the cells that hold code.</summary>
    public IReadOnlyList<(string Id, string Language, string Code)> CodeCells =>
        [.. Cells.Where(cell => cell.GetProperty("cell_type").GetString() == "code").Select(cell => (cell.GetProperty("id").GetString()!, Language(cell), Source(cell)))];

    public IEnumerable<JsonElement> Cells => root.GetProperty("cells").EnumerateArray();

    public static SampleNotebook Open(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(RepositoryFolder.SampleNotebooks, name + ".ipynb")));
        return new SampleNotebook(name, document.RootElement.Clone());
    }

    /// <summary>Runs every code cell but JavaScript, which needs a page; the first error ends it with the cell's id.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<CellOutput>>> RunAsync(KernelProcess kernel)
    {
        var results = new Dictionary<string, IReadOnlyList<CellOutput>>();
        foreach (var (id, language, code) in CodeCells.Where(cell => cell.Language != "javascript"))
        {
            var outputs = await kernel.RunAsync(code, language);
            var error = outputs.FirstOrDefault(output => output.Type == "error");
            Assert.True(error is null, $"{Name}, cell {id}: {error?.Text()}");
            results[id] = outputs;
        }
        return results;
    }

    private static string Language(JsonElement cell) => cell.GetProperty("metadata").GetProperty("polyglot_notebook").GetProperty("kernelName").GetString()!;

    private static string Source(JsonElement cell) => string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString()));
}
