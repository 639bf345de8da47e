using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Workbench.Governance.Storage;

/// <summary>Opens contexts on the configured database. One per process; safe for concurrent use.</summary>
public sealed class GovernanceDatabase(GovernanceOptions options) : IDbContextFactory<GovernanceContext>
{
    private readonly PooledDbContextFactory<GovernanceContext> _contexts = new(Build(options));

    public GovernanceContext CreateDbContext() => _contexts.CreateDbContext();

    /// <summary>Creates the database or brings it up to this version of the product. Idempotent.</summary>
    public async Task MigrateAsync(CancellationToken cancellation = default)
    {
        if (options.Database == DatabaseKind.Sqlite)
        {
            MakeFileForTheGroup(options.Location);
        }

        await using var context = CreateDbContext();
        await context.Database.MigrateAsync(cancellation);
        if (options.Database == DatabaseKind.Sqlite)
        {
            // Stays with the file: readers never wait for the writer.
            await context.Database.ExecuteSqlAsync($"PRAGMA journal_mode=WAL", cancellation);
        }
    }

    /// <summary>
    /// The server and Deidentify are two users of one group, and both write. SQLite itself makes files that only their owner may
    /// write, and gives its journals the mode of the database.
    /// </summary>
    private static void MakeFileForTheGroup(string path)
    {
        const UnixFileMode group = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        if (!File.Exists(path))
        {
            new FileStream(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, UnixCreateMode = group }).Dispose();
        }
    }

    internal static DbContextOptions<GovernanceContext> Build(GovernanceOptions options)
    {
        var builder = new DbContextOptionsBuilder<GovernanceContext>();
        if (options.Database == DatabaseKind.PostgreSql)
        {
            builder.UseNpgsql(options.Location);
        }
        else
        {
            var connection = new SqliteConnectionStringBuilder { DataSource = options.Location, ForeignKeys = true };
            builder.UseSqlite(connection.ConnectionString).AddInterceptors(new SqlitePragmas(options.BusyTimeout));
        }

        return builder.Options;
    }
}
