using System.Text.Json.Serialization;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Cohorts;

/// <summary>Names a cohort.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<CohortId>))]
public readonly record struct CohortId(string Value) : ITypedId<CohortId>
{
    public static string Prefix => "coh_";

    public static CohortId From(string value) => new(value);

    public override string ToString() => Value;
}
