using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Workbench.Notebooks.Documents;
using Workbench.Server.Hosting;

namespace Workbench.Server.Samples;

/// <summary>The samples that come with the product: the notebooks of one read-only folder. A file that is no notebook is left out.</summary>
internal sealed class ProductSamples(IOptions<ServerOptions> options)
{
    private readonly ConcurrentDictionary<string, (DateTime Written, SampleCard? Card)> cards = new(StringComparer.Ordinal);

    public IEnumerable<SampleCard> All()
    {
        var folder = options.Value.SampleNotebooks;
        return folder.Length == 0 || !Directory.Exists(folder)
            ? []
            : Directory.EnumerateFiles(folder, "*.ipynb").Order(StringComparer.Ordinal).Select(CardOf).OfType<SampleCard>();
    }

    /// <summary>The notebook of a product sample, or null.</summary>
    public NotebookDocument? Read(string id) =>
        All().Any(card => card.Id == id) ? Parse(Path.Combine(options.Value.SampleNotebooks, id + ".ipynb")) : null;

    private SampleCard? CardOf(string file)
    {
        var written = File.GetLastWriteTimeUtc(file);
        if (cards.TryGetValue(file, out var known) && known.Written == written)
        {
            return known.Card;
        }

        var card = Parse(file) is { } notebook ? Card(file, written, notebook) : null;
        cards[file] = (written, card);
        return card;
    }

    private static SampleCard Card(string file, DateTime written, NotebookDocument notebook)
    {
        var id = Path.GetFileNameWithoutExtension(file);
        var (text, edition, author) = SampleMark.Describe(notebook, id);
        return new SampleCard(id, text, Author: null, author, edition, new DateTimeOffset(written, TimeSpan.Zero), Withdrawn: false);
    }

    private static NotebookDocument? Parse(string file) =>
        NotebookDocument.TryRead(File.ReadAllBytes(file), out var notebook, out _) ? notebook : null;
}
