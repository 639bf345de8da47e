using Microsoft.EntityFrameworkCore.Migrations;

namespace Workbench.Governance.Audit;

/// <summary>
/// The database itself refuses to change or remove an audit event. Who owns the database can drop the triggers; then the
/// chain tells.
/// </summary>
internal static class AuditTriggers
{
    public static void Create(MigrationBuilder migration)
    {
        if (migration.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL")
        {
            migration.Sql(
                """
                CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
                $body$ BEGIN RAISE EXCEPTION 'audit events are never changed or removed'; END $body$;
                """);
            migration.Sql(
                """
                CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditEvents"
                FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
                """);
            return;
        }

        foreach (var change in new[] { "UPDATE", "DELETE" })
        {
            migration.Sql(
                $"""
                CREATE TRIGGER audit_refuses_{change.ToLowerInvariant()} BEFORE {change} ON "AuditEvents"
                BEGIN SELECT RAISE(ABORT, 'audit events are never changed or removed'); END;
                """);
        }
    }
}
