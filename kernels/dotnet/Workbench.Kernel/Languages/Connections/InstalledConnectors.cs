namespace Workbench.Kernel.Languages.Connections;

/// <summary>The kinds of <c>#!connect</c>, a line each.</summary>
internal static class InstalledConnectors
{
    public static IReadOnlyList<IConnector> All() =>
    [
        new DuckDbConnector(),
        new SqliteConnector(),
        new PostgresConnector(),
        new JupyterConnector(),
    ];
}
