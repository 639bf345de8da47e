using Microsoft.EntityFrameworkCore;
using Workbench.Governance.Audit;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Orders;
using Workbench.Governance.People;
using Workbench.Governance.Permits;
using Workbench.Governance.Projects;
using Workbench.Governance.Reidentifications;
using Workbench.Governance.Requests;
using Workbench.Governance.Withdrawals;

namespace Workbench.Governance.Storage;

/// <summary>
/// The metadata of the whole product: who may do what, and the record that they did. Everybody may read through it; changes
/// go through <see cref="GovernanceStore.CommitAsync{T}"/>, which writes the audit event in the same transaction. The
/// mapping of each noun stands in its own folder.
/// </summary>
public sealed class GovernanceContext(DbContextOptions<GovernanceContext> options) : DbContext(options)
{
    public DbSet<Person> People => Set<Person>();

    public DbSet<Project> Projects => Set<Project>();

    public DbSet<ProjectMember> ProjectMembers => Set<ProjectMember>();

    public DbSet<Cohort> Cohorts => Set<Cohort>();

    public DbSet<CohortSnapshot> Snapshots => Set<CohortSnapshot>();

    public DbSet<AccessRequest> Requests => Set<AccessRequest>();

    public DbSet<Permit> Permits => Set<Permit>();

    public DbSet<PermitPerson> PermitPersons => Set<PermitPerson>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<Withdrawal> Withdrawals => Set<Withdrawal>();

    public DbSet<Reidentification> Reidentifications => Set<Reidentification>();

    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();

    internal DbSet<AuditHead> AuditHeads => Set<AuditHead>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(GovernanceContext).Assembly);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        TypedIdOf<PersonId>(configurationBuilder);
        TypedIdOf<ProjectId>(configurationBuilder);
        TypedIdOf<CohortId>(configurationBuilder);
        TypedIdOf<SnapshotId>(configurationBuilder);
        TypedIdOf<RequestId>(configurationBuilder);
        TypedIdOf<PermitId>(configurationBuilder);
        TypedIdOf<OrderId>(configurationBuilder);
        TypedIdOf<WithdrawalId>(configurationBuilder);
        TypedIdOf<ReidentificationId>(configurationBuilder);
        JsonOf<IReadOnlyList<Role>>(configurationBuilder);
        JsonOf<IReadOnlyList<PersonId>>(configurationBuilder);
        JsonOf<IReadOnlyList<PermittedTable>>(configurationBuilder);
        JsonOf<IReadOnlyList<SnapshotTable>>(configurationBuilder);
        JsonOf<IReadOnlyList<string>>(configurationBuilder);
        JsonOf<RiskFigures>(configurationBuilder);
        JsonOf<IReadOnlyDictionary<string, string>>(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configurationBuilder.Properties<Level>().HaveConversion<string>().HaveMaxLength(20);
        configurationBuilder.Properties<RequestState>().HaveConversion<string>().HaveMaxLength(20);
        configurationBuilder.Properties<PermitState>().HaveConversion<string>().HaveMaxLength(20);
        configurationBuilder.Properties<OrderState>().HaveConversion<string>().HaveMaxLength(20);
        configurationBuilder.Properties<SnapshotState>().HaveConversion<string>().HaveMaxLength(20);
        configurationBuilder.Properties<WithdrawalState>().HaveConversion<string>().HaveMaxLength(20);
        configurationBuilder.Properties<ReidentificationState>().HaveConversion<string>().HaveMaxLength(20);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        AuditIsAppendOnly.Guard(ChangeTracker);
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        AuditIsAppendOnly.Guard(ChangeTracker);
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    private static void TypedIdOf<T>(ModelConfigurationBuilder builder) where T : struct, ITypedId<T> =>
        builder.Properties<T>().HaveConversion<TypedIdConverter<T>>().HaveMaxLength(40);

    private static void JsonOf<T>(ModelConfigurationBuilder builder) where T : class =>
        builder.Properties<T>().HaveConversion<JsonText<T>, JsonText<T>.Comparer>();
}
