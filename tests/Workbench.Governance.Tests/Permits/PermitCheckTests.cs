using Workbench.Governance.Cohorts;
using Workbench.Governance.Decisions;
using Workbench.Governance.People;
using Workbench.Governance.Permits;
using Workbench.Governance.Projects;

namespace Workbench.Governance.Tests.Permits;

/// <summary>The pure decision about a read, as a table of what the permit says and what is asked.</summary>
public sealed class PermitCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly PersonId Rosa = new("per_rosa");
    private static readonly CohortId Lung = new("coh_lung");

    private static readonly Cohort TheCohort = new()
    {
        Id = Lung, Name = "lung", Title = "Lung", Disease = "lung", Description = "x", Provider = "x",
        Snapshots = [Snapshot(1), Snapshot(2), Snapshot(3)],
    };

    public static TheoryData<string, Func<Case, Case>, string?, int?> Table => new()
    {
        { "as permitted", c => c, null, null },
        { "expires this moment", c => c with { Expires = Now }, RefusalCodes.PermitExpired, PermitClauses.Expiry },
        { "expires in a moment", c => c with { Expires = Now.AddMilliseconds(1) }, null, null },
        { "revoked", c => c with { Revoked = true }, RefusalCodes.PermitRevoked, PermitClauses.Revocation },
        { "revoked and expired", c => c with { Revoked = true, Expires = Now }, RefusalCodes.PermitRevoked, PermitClauses.Revocation },
        { "not named", c => c with { Named = false }, RefusalCodes.NoPermit, null },
        { "named, but left the project", c => c with { Member = false }, RefusalCodes.NotAMember, PermitClauses.Persons },
        { "not active", c => c with { Active = false }, RefusalCodes.PersonInactive, null },
        { "session of another project", c => c with { Session = new("prj_other") }, RefusalCodes.NoPermit, null },
        { "session of this project", c => c with { Session = new("prj_1") }, null, null },
        { "permit of another cohort", c => c with { Cohort = new("coh_breast") }, RefusalCodes.NoPermit, null },
        { "figures under aggregate", c => c with { Level = Level.Aggregate, Wanted = Level.Aggregate }, null, null },
        { "rows under aggregate", c => c with { Level = Level.Aggregate }, RefusalCodes.LevelTooLow, PermitClauses.Level },
        { "images under rows", c => c with { Wanted = Level.Images }, RefusalCodes.LevelTooLow, PermitClauses.Level },
        { "rows under images", c => c with { Level = Level.Images }, null, null },
        { "version within", c => c with { From = 2, To = 2, Version = 2 }, null, null },
        { "version before", c => c with { From = 2, Version = 1 }, RefusalCodes.VersionNotPermitted, PermitClauses.Cohort },
        { "version after", c => c with { To = 2, Version = 3 }, RefusalCodes.VersionNotPermitted, PermitClauses.Cohort },
        { "version that does not exist", c => c with { Version = 9 }, RefusalCodes.SnapshotMissing, null },
        { "no version in range exists", c => c with { From = 7 }, RefusalCodes.VersionNotPermitted, PermitClauses.Cohort },
        { "other table", c => c with { Asked = "visits" }, RefusalCodes.TableNotPermitted, PermitClauses.Columns },
        { "table that the snapshot lacks", c => c with { Asked = "ghost" }, RefusalCodes.TableNotPermitted, PermitClauses.Columns },
        { "one permitted column", c => c with { Columns = ["age"] }, null, null },
        { "one column too many", c => c with { Columns = ["age", "secret"] }, RefusalCodes.ColumnNotPermitted, PermitClauses.Columns },
        { "column in other case", c => c with { Columns = ["Age"] }, RefusalCodes.ColumnNotPermitted, PermitClauses.Columns },
        { "permitted column that the snapshot lacks", c => c with { Columns = ["gone"] }, RefusalCodes.ColumnNotPermitted, PermitClauses.Columns },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Question_under_a_permit_gives_a_grant_or_the_clause_that_refuses(string what, Func<Case, Case> change, string? code, int? clause)
    {
        var @case = change(new Case());
        var outcome = PermitCheck.Decide(@case.Question(), TheCohort, [@case.Permit()], Now);
        Assert.True(code == outcome.Refusal?.Code, $"{what}: {outcome.Refusal?.Code ?? "granted"}");
        Assert.Equal(clause, outcome.Refusal?.Clause?.Number);
    }

    [Fact]
    public void Newest_permitted_version_is_taken_and_columns_come_in_the_snapshots_order()
    {
        var grant = PermitCheck.Decide(new Case { To = 2 }.Question(), TheCohort, [new Case { To = 2 }.Permit()], Now).Value!;
        Assert.Equal(2, grant.Version);
        Assert.Equal(["patient", "age"], grant.Columns);
    }

    [Fact]
    public void Revoked_permit_takes_nothing_from_another_that_fits()
    {
        var outcome = PermitCheck.Decide(new Case().Question(), TheCohort, [new Case { Revoked = true }.Permit("a"), new Case().Permit("b")], Now);
        Assert.Equal(new PermitId("b"), outcome.Value!.Permit.Id);
    }

    [Fact]
    public void Closest_permit_gives_the_reason()
    {
        var outcome = PermitCheck.Decide(
            new Case { Columns = ["secret"] }.Question(), TheCohort,
            [new Case { Revoked = true }.Permit("a"), new Case().Permit("b"), new Case { Level = Level.Aggregate }.Permit("c")], Now);
        Assert.Equal((RefusalCodes.ColumnNotPermitted, new PermitId("b")), (outcome.Refusal!.Code, outcome.Refusal.Clause!.Permit));
    }

    [Fact]
    public void Nothing_at_all_gives_no_permit() =>
        Assert.Equal(RefusalCodes.NoPermit, PermitCheck.Decide(new Case().Question(), TheCohort, [], Now).Refusal!.Code);

    private static CohortSnapshot Snapshot(int version) => new()
    {
        Id = new($"snp_{version}"), CohortId = Lung, Version = version, ContentHash = "x", Patients = 1,
        Tables = [new("patients", 1, ["patient", "age", "secret"]), new("visits", 1, ["patient", "day"])],
        Risk = new([], null, 0, 0), ManifestPath = "x", OrderId = new("ord_1"), BuiltAt = Now,
    };

    public sealed record Case
    {
        public DateTimeOffset Expires { get; init; } = Now.AddDays(1);
        public bool Revoked { get; init; }
        public bool Named { get; init; } = true;
        public bool Member { get; init; } = true;
        public bool Active { get; init; } = true;
        public ProjectId? Session { get; init; }
        public CohortId Cohort { get; init; } = Lung;
        public Level Level { get; init; } = Level.Rows;
        public Level Wanted { get; init; } = Level.Rows;
        public int From { get; init; } = 1;
        public int? To { get; init; }
        public int? Version { get; init; }
        public string Asked { get; init; } = "patients";
        public string[]? Columns { get; init; }

        public AccessQuestion Question() => new(
            new Person { Id = Rosa, Name = "rosa", DisplayName = "Rosa", Roles = [Role.Researcher], Active = Active }, Session, "lung", Wanted)
        {
            Version = Version, Table = Asked, Columns = Columns,
        };

        public Permit Permit(string id = "pmt_1")
        {
            var project = new Project { Id = new("prj_1"), Name = "trial", Title = "Trial", Purpose = "x" };
            if (Member)
            {
                project.Members.Add(new ProjectMember { ProjectId = project.Id, PersonId = Rosa, Since = Now });
            }

            return new Permit
            {
                Id = new(id), ProjectId = project.Id, Project = project, CohortId = Cohort, Cohort = TheCohort,
                Persons = Named ? [new PermitPerson { PermitId = new(id), PersonId = Rosa }] : [],
                FromVersion = From, ToVersion = To, Purpose = "x", Level = Level,
                Tables = [new("patients", ["age", "patient", "gone"]), new("ghost", ["a"])],
                GrantedAt = Now.AddDays(-1), GrantedBy = "sven", Expires = Expires,
                State = Revoked ? PermitState.Revoked : PermitState.Active,
                RevokedAt = Revoked ? Now : null, RevokedBy = Revoked ? "sven" : null, RevocationReason = Revoked ? "Ended" : null,
            };
        }
    }
}
