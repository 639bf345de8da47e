using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workbench.Notebooks.Documents;

/// <summary>
/// Clients parse a notebook and send it back in their own member order and number form. Written as sent, every save
/// would touch the whole file. This puts the new content into the form that the file already has: what means the same
/// stays as it stands, members keep the file's order, new members go to their alphabetical place (Jupyter's order).
/// </summary>
internal static class KeptFormatting
{
    /// <summary>The bytes to write for a save; the very bytes on disk when nothing changed in meaning.</summary>
    /// <param name="onDisk">The file's present bytes; null or unreadable ones count as no file.</param>
    public static byte[] Bytes(byte[]? onDisk, NotebookDocument incoming)
    {
        var next = (JsonObject)incoming.Root.DeepClone();
        NotebookForm.ToFile(next);
        if (onDisk is null || !NotebookDocument.TryRead(onDisk, out var current, out _))
        {
            return NotebookJson.Write(Sorted(next));
        }

        var before = (JsonObject)current.Root.DeepClone();
        NotebookForm.ToFile(before);
        return SameMeaning(before, next) ? onDisk : NotebookJson.Write(Merge(before, next));
    }

    internal static bool SameMeaning(JsonNode? left, JsonNode? right) => (left, right) switch
    {
        (null, null) => true,
        (JsonObject a, JsonObject b) => a.Count == b.Count && a.All(member => b.TryGetPropertyValue(member.Key, out var other) && SameMeaning(member.Value, other)),
        (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b).All(pair => SameMeaning(pair.First, pair.Second)),
        (JsonValue a, JsonValue b) => SameValue(a, b),
        _ => false,
    };

    private static bool SameValue(JsonValue a, JsonValue b)
    {
        if (a.GetValueKind() != b.GetValueKind())
        {
            return false;
        }

        return a.GetValueKind() switch
        {
            // 1.0 and 1 are one number to every client written in JavaScript.
            JsonValueKind.Number => a.ToJsonString() == b.ToJsonString() || (a.TryGetValue<double>(out var x) && b.TryGetValue<double>(out var y) && x.Equals(y)),
            JsonValueKind.String when MultilineText.Read(a) is { } text => text == MultilineText.Read(b),
            _ => NotebookJson.Write(a).AsSpan().SequenceEqual(NotebookJson.Write(b)),
        };
    }

    private static JsonNode? Merge(JsonNode? before, JsonNode? next)
    {
        if (SameMeaning(before, next))
        {
            return before?.DeepClone();
        }

        return (before, next) switch
        {
            (JsonObject a, JsonObject b) => MergeMembers(a, b),
            (JsonArray a, JsonArray b) => MergeItems(a, b),
            _ => Sorted(next),
        };
    }

    private static JsonObject MergeMembers(JsonObject before, JsonObject next)
    {
        var merged = new JsonObject();
        foreach (var (name, value) in before)
        {
            if (next.TryGetPropertyValue(name, out var changed))
            {
                merged[name] = Merge(value, changed);
            }
        }

        foreach (var (name, value) in next)
        {
            if (!before.ContainsKey(name))
            {
                merged.Insert(AlphabeticalPlace(merged, name), name, Sorted(value));
            }
        }

        return merged;
    }

    private static int AlphabeticalPlace(JsonObject members, string name)
    {
        var place = 0;
        foreach (var (other, _) in members)
        {
            if (string.CompareOrdinal(other, name) > 0)
            {
                return place;
            }

            place++;
        }

        return place;
    }

    private static JsonArray MergeItems(JsonArray before, JsonArray next)
    {
        // Cells move and are inserted; their id says which is which. Other lists are compared by position.
        var byId = before.OfType<JsonObject>().Where(item => NotebookCells.Id(item) is not null)
            .GroupBy(item => NotebookCells.Id(item)!).ToDictionary(group => group.Key, group => group.First());
        var merged = new JsonArray();
        for (var i = 0; i < next.Count; i++)
        {
            var id = next[i] is JsonObject cell ? NotebookCells.Id(cell) : null;
            var partner = id is null ? before.ElementAtOrDefault(i) : byId.GetValueOrDefault(id);
            merged.Add(Merge(partner, next[i]));
        }

        return merged;
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
