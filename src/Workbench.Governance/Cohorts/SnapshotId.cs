using System.Text.Json.Serialization;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Cohorts;

/// <summary>Names one registered version of a cohort.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<SnapshotId>))]
public readonly record struct SnapshotId(string Value) : ITypedId<SnapshotId>
{
    public static string Prefix => "snp_";

    public static SnapshotId From(string value) => new(value);

    public override string ToString() => Value;
}
