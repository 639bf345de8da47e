using System.Text.Json;
using Workbench.Protocol.Launching;

namespace Workbench.Launcher.Sessions;

/// <summary>One file per session, which only the launcher can write: DATA/run/sessions/ID.json.</summary>
/// <param name="folder">DATA/run/sessions.</param>
internal sealed class SessionRecords(string folder)
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>All records. A file that is not one is a broken machine, not a session: it stops the launcher with its name.</summary>
    public IReadOnlyList<SessionRecord> All() =>
        [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(ReadIfThere).OfType<SessionRecord>()];

    public SessionRecord? Find(SessionId id) => File.Exists(PathOf(id)) ? Read(PathOf(id)) : null;

    public void Write(SessionRecord record)
    {
        var path = PathOf(record.Order.Session);
        using (var file = new FileStream(path + ".new", new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = Mode }))
        {
            JsonSerializer.Serialize(file, record, SessionRecordJson.Default.SessionRecord);
            file.Flush(flushToDisk: true);
        }

        File.Move(path + ".new", path, overwrite: true);
    }

    public void Remove(SessionId id) => File.Delete(PathOf(id));

    private string PathOf(SessionId id) => Path.Combine(folder, id.Value + ".json");

    // A warm slot can be thrown away while somebody looks through all records.
    private static SessionRecord? ReadIfThere(string path)
    {
        try
        {
            return Read(path);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static SessionRecord Read(string path) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(path), SessionRecordJson.Default.SessionRecord)
        ?? throw new InvalidDataException($"{path} is empty.");
}
