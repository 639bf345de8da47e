using Workbench.Cohorts.Risk;
using Workbench.Governance.Cohorts;
using Workbench.Governance.Orders;
using Workbench.Server.Permits;

namespace Workbench.Server.Cohorts;

/// <summary>Everything a person may read about a cohort without a permit: no value of any patient, no count below the threshold.</summary>
/// <param name="SmallestGroup">Counts below this are null.</param>
public sealed record CohortPage(
    string Name, string Title, string Disease, string Description, string Provider,
    int? Patients, int Images, int? Version, DateTimeOffset? BuiltAt, MyAccess Access,
    int SmallestGroup, IReadOnlyList<TableDictionary> Tables, IReadOnlyList<CohortVersion> Versions,
    CohortLineage? Lineage, IReadOnlyList<CohortCount> Counts, CohortRisk? Risk, PermitRow? MyPermit);

public sealed record TableDictionary(string Name, long Rows, int Patients, IReadOnlyList<ColumnEntry> Columns);

/// <param name="Type">DuckDB's name of the type.</param>
/// <param name="MissingPercent">Rows without a value, of 100; null where they are fewer than the threshold but not none.</param>
/// <param name="Rule">The rule that made the column, in words.</param>
/// <param name="Role">key, quasi, sensitive, clinical, event, outcome, date, text or admin.</param>
public sealed record ColumnEntry(string Name, string Type, string? Unit, string Meaning, double? MissingPercent, string Rule, string Role);

/// <param name="Hash">Content hash.</param>
/// <param name="Change">What changed since the version before, in words.</param>
/// <param name="State">open, superseded (readable, but replaced) or locked (readable by nobody).</param>
/// <param name="StateReason">Why it is not open, as the end of a sentence; it says nothing about any patient. Null while it is open.</param>
/// <param name="Successor">The version that took its place; null while it is open, or nothing did yet.</param>
public sealed record CohortVersion(
    int Version, string Hash, DateTimeOffset BuiltAt, int Patients, long Rows, string Change,
    SnapshotState State, string? StateReason, DateTimeOffset? StateAt, int? Successor);

/// <summary>How the newest snapshot came to be: source, order, snapshot. When no version can be read, it is that of the newest locked one.</summary>
/// <param name="KeyPurpose">What the key of its pseudonyms is for.</param>
/// <param name="KeyGeneration">Which of the keys that followed each other, from 1.</param>
/// <param name="Cause">What had it built again without somebody ordering it; null for an order of a person.</param>
public sealed record CohortLineage(
    int Version, string Source, string Provider, IReadOnlyList<SourceFile> SourceFiles, string RulesSha256, string Profile, string ToolVersion,
    string KeyPurpose, int KeyGeneration, string? Cause, OrderId Order, string? OrderedBy, string? ApprovedBy, DateTimeOffset? ApprovedAt, DateTimeOffset BuiltAt);

public sealed record SourceFile(string Name, string Sha256, long Bytes);

/// <param name="Kind">age, sex, stage, treatment or other.</param>
public sealed record CohortCount(string Table, string Title, string Kind, IReadOnlyList<CountBar> Bars);

/// <param name="Count">Patients; null below the threshold.</param>
public sealed record CountBar(string Label, int? Count);

/// <param name="QuasiIdentifiers">As table.column.</param>
/// <param name="K">Patients in the smallest group of equals; null when it is below the threshold (or none was computed) and the caller is no steward.</param>
/// <param name="Unique">Groups of one patient; null unless the caller is a steward.</param>
/// <param name="Report">The whole report, whose counts are of few people: for stewards and data providers, else null; null too for versions that were built before there were reports.</param>
public sealed record CohortRisk(IReadOnlyList<string> QuasiIdentifiers, int? K, int? Unique, int Records, RiskReport? Report);
