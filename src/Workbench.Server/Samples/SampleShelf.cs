using System.Text.Json;
using Workbench.Notebooks.Contents;
using Workbench.Notebooks.Documents;
using Workbench.Server.Hosting;

namespace Workbench.Server.Samples;

/// <summary>
/// All samples: the product's and those that instructors published. A published sample is a folder with its card and one
/// notebook per edition; the card is written last and in one step, so that a reader sees the old edition or the new one.
/// Copies that people opened are theirs and know nothing of this shelf.
/// </summary>
internal sealed class SampleShelf(DataFolder folder, ProductSamples product)
{
    private const string CardFile = "sample.json";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>What is offered: product samples first, then the published ones by title.</summary>
    public IReadOnlyList<SampleCard> Offered() =>
        [.. product.All(), .. Published().Where(card => !card.Withdrawn).OrderBy(card => card.Text.Title, StringComparer.OrdinalIgnoreCase)];

    /// <summary>An offered sample, or null.</summary>
    public SampleCard? Find(string id) => Offered().FirstOrDefault(card => card.Id == id);

    /// <summary>A published sample, withdrawn or not; null for the product's own, which nobody changes.</summary>
    public SampleCard? FindPublished(string id) => Published().FirstOrDefault(card => card.Id == id);

    /// <summary>The notebook of the sample's edition.</summary>
    public NotebookDocument Read(SampleCard card) =>
        card.Author is null
            ? product.Read(card.Id) ?? throw new InvalidOperationException("The sample's notebook is gone.")
            : NotebookDocument.TryRead(File.ReadAllBytes(EditionFile(card.Id, card.Edition)), out var notebook, out var problem)
                ? notebook
                : throw new InvalidOperationException($"A published notebook cannot be read: {problem}");

    /// <summary>Puts an edition on the shelf.</summary>
    public void Put(SampleCard card, NotebookDocument notebook)
    {
        Directory.CreateDirectory(FolderOf(card.Id));
        AtomicFile.Write(EditionFile(card.Id, card.Edition), notebook.ToFileBytes());
        PutCard(card);
    }

    public void PutCard(SampleCard card) =>
        AtomicFile.Write(Path.Combine(FolderOf(card.Id), CardFile), JsonSerializer.SerializeToUtf8Bytes(card, Json));

    private IEnumerable<SampleCard> Published() =>
        Directory.Exists(folder.Samples)
            ? Directory.EnumerateDirectories(folder.Samples)
                .Select(one => Path.Combine(one, CardFile))
                .Where(File.Exists)
                .Select(file => JsonSerializer.Deserialize<SampleCard>(File.ReadAllBytes(file), Json)!)
            : [];

    private string FolderOf(string id) => Path.Combine(folder.Samples, id);

    private string EditionFile(string id, int edition) => Path.Combine(FolderOf(id), $"edition-{edition}.ipynb");
}
