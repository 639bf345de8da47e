using System.Text.Json;
using Workbench.Cohorts.Broker.Filters;
using Workbench.Cohorts.Snapshots;
using Workbench.Governance.Decisions;

namespace Workbench.Cohorts.Broker.Reading;

/// <summary>
/// Where the images lie that a permit's row filter shows. A snapshot never changes, and asking its index again for each of a thousand images costs more than the
/// images do, so the answers for the snapshots and filters that were asked for last are kept. Whether the person may read is not kept: that is decided at each read.
/// </summary>
internal sealed class ImagePlaces
{
    private const string NumberColumn = "image";
    private const int MostKept = 8;

    /// <summary>An index with more rows is asked for single images, so that what is kept stays small.</summary>
    private const long MostRows = 200_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<Key, IReadOnlyDictionary<long, PackedImage>> _kept = [];
    private readonly Queue<Key> _order = [];

    /// <param name="snapshot">A verified one.</param>
    /// <param name="file">The Parquet file of its table of images.</param>
    /// <param name="rowFilter">The permit's, as checked SQL; null: none.</param>
    /// <param name="images">Their numbers.</param>
    /// <returns>The places, in the same order; null when one is not among those that the filter shows, or has no preview; or a refusal.</returns>
    public async Task<Outcome<IReadOnlyList<PackedImage>?>> FindAsync(
        TableReader tables, Snapshot snapshot, string table, string file, string? rowFilter, IReadOnlyList<long> images, bool isPreview, CancellationToken cancellation)
    {
        var isLarge = snapshot.Manifest.Table(table) is not { Rows: <= MostRows };
        var key = new Key(snapshot.Label, snapshot.Manifest.ContentHash, rowFilter, isPreview);
        if (!isLarge && Kept(key) is { } kept)
        {
            return All(kept, images);
        }

        var columns = PackedImage.Columns(isPreview);
        var own = isLarge ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{FilterWriter.Quote(NumberColumn)} IN ({string.Join(',', images)})") : null;
        var rows = await tables.ReadAsync(new TableRead(file, [NumberColumn, .. columns], [NumberColumn, .. columns], false, rowFilter, own, null, RowFormat.Json), cancellation);
        if (!rows.Allowed)
        {
            return rows.Refusal;
        }

        await using var answer = rows.Value;
        var places = Parse(answer, columns);
        if (!isLarge)
        {
            Keep(key, places);
        }

        return All(places, images);
    }

    private static Outcome<IReadOnlyList<PackedImage>?> All(IReadOnlyDictionary<long, PackedImage> places, IReadOnlyList<long> images)
    {
        var found = images.Select(image => places.GetValueOrDefault(image)).OfType<PackedImage>().ToList();
        return Outcome<IReadOnlyList<PackedImage>?>.Of(found.Count == images.Count ? found : null);
    }

    private static Dictionary<long, PackedImage> Parse(Stream rows, IReadOnlyList<string> columns)
    {
        using var json = JsonDocument.Parse(rows);
        var places = new Dictionary<long, PackedImage>();
        var doubled = new HashSet<long>();
        foreach (var row in json.RootElement.EnumerateArray())
        {
            var image = row.GetProperty(NumberColumn).GetInt64();
            if (PackedImage.Of(row, columns) is { } place && !places.TryAdd(image, place))
            {
                doubled.Add(image);
            }
        }

        // Two rows for one number: nobody can say which is meant.
        foreach (var image in doubled)
        {
            places.Remove(image);
        }

        return places;
    }

    private IReadOnlyDictionary<long, PackedImage>? Kept(Key key)
    {
        lock (_gate)
        {
            return _kept.GetValueOrDefault(key);
        }
    }

    private void Keep(Key key, IReadOnlyDictionary<long, PackedImage> places)
    {
        lock (_gate)
        {
            if (_kept.TryAdd(key, places))
            {
                _order.Enqueue(key);
            }

            while (_order.Count > MostKept)
            {
                _kept.Remove(_order.Dequeue());
            }
        }
    }

    private sealed record Key(string Snapshot, string ContentHash, string? RowFilter, bool IsPreview);
}
