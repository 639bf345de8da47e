using Workbench.Protocol.Broker;

namespace Workbench.Client.Tests.Broker;

/// <summary>What the stand-in broker answers.</summary>
internal static class Answers
{
    public const string Rows = """
        SELECT * FROM (VALUES ('p1', 306::BIGINT, 2::BIGINT, 74.0, 1::BIGINT), ('p2', 455, 2, 68.0, 0),
                              ('p3', 1010, 1, NULL, 0), ('p4', 210, 2, 57.0, NULL)) t(patient, time, status, age, "ph.ecog")
        """;

    public static PermitEntry Permit { get; } = new(
        "permit-1", "rows", new DateTimeOffset(2027, 3, 31, 0, 0, 0, TimeSpan.Zero), "Survival by sex",
        [new(1, "Only for the project Thorax."), new(2, "Only the table patients.")]);

    public static BrokerRefusal Revoked { get; } = new(
        "https://workbench/refusals/permit-revoked", "Permit revoked", 403, "Your permit for lung was revoked.",
        "permit-revoked", new("permit-1", 5, "The steward may end this permit at any time <b>."),
        "Ask the steward, or request access again.");

    public static CohortSchema Schema(string name) => new(name, 3, "ab12", "rows", Permit,
    [
        new("patients", 4,
        [
            new("patient", "VARCHAR", null, "the patient", 0, "key"),
            new("time", "BIGINT", "days", "survival time", 0, "event"),
            new("status", "BIGINT", null, "1 = censored, 2 = dead", 0, "event"),
            new("age", "DOUBLE", "years", "age <at> enrolment", 1, "quasi"),
            new("ph.ecog", "BIGINT", null, "ECOG performance status", null, "clinical"),
        ]),
        .. name == "two-tables" ? [new TableSchema("visits", null, [new("patient", "VARCHAR", null, "the patient", 0, "key")])] : Array.Empty<TableSchema>(),
    ]);

    public static CohortFigures Figures(string name) => new(name, 3, "aggregate", 10, true,
    [
        new("patients", 228, null,
        [
            new("time", "BIGINT", "days", 228, 0, new(305.2, 210.6, null, 166.75, 255.5, 396.5, null), null, null),
            new("sex", "BIGINT", null, 228, 0, null, [new("1", 138), new("2", 90)], 1),
        ]),
    ]);
}
