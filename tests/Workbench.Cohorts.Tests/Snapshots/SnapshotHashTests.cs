using Workbench.Cohorts.Snapshots;

namespace Workbench.Cohorts.Tests.Snapshots;

public sealed class SnapshotHashTests
{
    private static readonly ManifestColumn Column = new("n", "BIGINT", "mm", "size", "clinical", "keep", 3);
    private static readonly ManifestTable Table = new("a", 10, 5, "tables/a.parquet", "00ff", 100, [Column]);

    public static TheoryData<ManifestTable> Others => new(
        Table with { Name = "b" },
        Table with { Rows = 11 },
        Table with { Sha256 = "00fe" },
        Table with { Columns = [] },
        Table with { Columns = [Column, Column] },
        Table with { Columns = [Column with { Name = "m" }] },
        Table with { Columns = [Column with { Type = "DOUBLE" }] },
        Table with { Columns = [Column with { Unit = null }] },
        Table with { Columns = [Column with { Meaning = "size\"" }] },
        Table with { Columns = [Column with { Role = "quasi" }] },
        Table with { Columns = [Column with { Rule = "top-code at 90" }] },
        Table with { Columns = [Column with { Missing = 4 }] });

    [Theory]
    [MemberData(nameof(Others))]
    public void Every_part_of_content_and_schema_is_in_the_hash(ManifestTable other) =>
        Assert.NotEqual(SnapshotHash.Of([Table]), SnapshotHash.Of([other]));

    [Fact]
    public void Order_of_tables_is_not_in_the_hash_and_its_length_is_that_of_sha_256()
    {
        var other = Table with { Name = "b" };

        Assert.Equal(SnapshotHash.Of([Table, other]), SnapshotHash.Of([other, Table]));
        Assert.NotEqual(SnapshotHash.Of([Table]), SnapshotHash.Of([Table, other]));
        Assert.Matches("^[0-9a-f]{64}$", SnapshotHash.Of([Table]));
    }
}
