using System.Text.Json.Serialization;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Permits;

/// <summary>Names a permit.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<PermitId>))]
public readonly record struct PermitId(string Value) : ITypedId<PermitId>
{
    public static string Prefix => "pmt_";

    public static PermitId From(string value) => new(value);

    public override string ToString() => Value;
}
