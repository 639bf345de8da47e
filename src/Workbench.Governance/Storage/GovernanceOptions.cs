namespace Workbench.Governance.Storage;

public enum DatabaseKind
{
    Sqlite,
    PostgreSql,
}

/// <summary>Where the metadata lie.</summary>
public sealed record GovernanceOptions
{
    /// <summary>Default: SQLite.</summary>
    public DatabaseKind Database { get; init; } = DatabaseKind.Sqlite;

    /// <summary>SQLite: the path of the file. PostgreSQL: an Npgsql connection string.</summary>
    public required string Location { get; init; }

    /// <summary>How long a writer waits for another one (SQLite only). Default: 15 seconds.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>As the data folder says: <see cref="DatabaseFile"/>, else SQLite in it.</summary>
    /// <exception cref="DatabaseFileException">It says something that makes no sense.</exception>
    public static GovernanceOptions InDataFolder(string dataFolder) => DatabaseFile.Read(dataFolder);
}
