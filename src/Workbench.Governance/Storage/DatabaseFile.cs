using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workbench.Governance.Storage;

/// <summary>
/// The file that puts the metadata of an installation somewhere else than into its folder:
/// <c>DATA/governance/database.json</c>, <c>{ "database": "postgresql", "connection": "Host=…;Database=…;Username=…" }</c>.
/// It is a file, not a setting of the server, because the raw side writes to the same database and must never disagree.
/// </summary>
public static class DatabaseFile
{
    public const string Name = "database.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private sealed record Entry(string? Database, string? Connection);

    /// <summary>Where the metadata of a data folder lie; without the file, SQLite in the folder.</summary>
    /// <exception cref="DatabaseFileException">There is a file that does not say it.</exception>
    public static GovernanceOptions Read(string dataFolder)
    {
        var folder = Path.Combine(dataFolder, "governance");
        var file = Path.Combine(folder, Name);
        if (!File.Exists(file))
        {
            return new GovernanceOptions { Location = Path.Combine(folder, "governance.db") };
        }

        var entry = Parse(file);
        return (entry.Database?.ToLowerInvariant(), string.IsNullOrWhiteSpace(entry.Connection)) switch
        {
            ("sqlite", true) => new GovernanceOptions { Location = Path.Combine(folder, "governance.db") },
            ("postgresql", false) => new GovernanceOptions { Database = DatabaseKind.PostgreSql, Location = Checked(file, entry.Connection!) },
            ("postgresql", true) => throw new DatabaseFileException(file, "\"connection\" is missing: PostgreSQL needs one, such as Host=/run/postgresql;Database=workbench;Username=workbench"),
            ("sqlite", false) => throw new DatabaseFileException(file, "\"connection\" belongs to PostgreSQL; leave it out for SQLite."),
            _ => throw new DatabaseFileException(file, "\"database\" must be sqlite or postgresql."),
        };
    }

    // A connection string may hold a password, so no message repeats any of the file.
    private static Entry Parse(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Entry>(File.ReadAllBytes(file), Json) ?? new Entry(null, null);
        }
        catch (JsonException broken)
        {
            throw new DatabaseFileException(
                file, $"it is not JSON with \"database\" and \"connection\" alone (line {broken.LineNumber + 1 ?? 1}).");
        }
        catch (Exception unreadable) when (unreadable is UnauthorizedAccessException or IOException)
        {
            throw new DatabaseFileException(file, "it cannot be read. Its group has to be the data folder's, with mode 0640.");
        }
    }

    private static string Checked(string file, string connection)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = connection }.ConnectionString;
        }
        catch (ArgumentException)
        {
            throw new DatabaseFileException(file, "\"connection\" is not a connection string of the form Name=value;Name=value.");
        }
    }
}

/// <summary>The installation's database file does not say where the metadata lie. The message tells what to do, and no secret.</summary>
public sealed class DatabaseFileException(string file, string what) : Exception($"{file}: {what}");
