using Workbench.Governance.Storage;

namespace Workbench.Governance.Tests.Storage;

public sealed class DatabaseFileTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("wb-db-");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public void Data_folder_without_the_file_has_sqlite_in_it() => Assert.Equal(
        new GovernanceOptions { Database = DatabaseKind.Sqlite, Location = Path.Combine(_data.FullName, "governance", "governance.db") },
        GovernanceOptions.InDataFolder(_data.FullName));

    [Theory]
    [InlineData("""{"database": "sqlite"}""", DatabaseKind.Sqlite)]
    [InlineData("""{"database": "postgresql", "connection": "Host=/run/pg;Database=workbench"}""", DatabaseKind.PostgreSql)]
    [InlineData("""{"database": "PostgreSQL", "connection": "Host=db.invalid;Username=w;Password=p"}""", DatabaseKind.PostgreSql)]
    public void File_chooses_the_database(string text, DatabaseKind kind)
    {
        Write(text);

        Assert.Equal(kind, GovernanceOptions.InDataFolder(_data.FullName).Database);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"database": "postgresql"}""")]
    [InlineData("""{"database": "mysql", "connection": "Password=hidden-word"}""")]
    [InlineData("""{"database": "sqlite", "connection": "Password=hidden-word"}""")]
    [InlineData("""{"database": "postgresql", "connection": "hidden-word"}""")]
    [InlineData("""{"database": "postgresql", "connection": "Host=a", "pasword": "hidden-word"}""")]
    [InlineData("""{"database": "postgresql", "connection": hidden-word}""")]
    public void File_that_makes_no_sense_stops_the_start_and_its_text_is_not_repeated(string text)
    {
        Write(text);

        var refused = Assert.Throws<DatabaseFileException>(() => GovernanceOptions.InDataFolder(_data.FullName));

        Assert.Contains(DatabaseFile.Name, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-word", refused.ToString(), StringComparison.Ordinal);
    }

    private void Write(string text) =>
        File.WriteAllText(Path.Combine(_data.CreateSubdirectory("governance").FullName, DatabaseFile.Name), text);
}
