using System.Text.Json.Serialization;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Reidentifications;

/// <summary>Names one re-identification.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<ReidentificationId>))]
public readonly record struct ReidentificationId(string Value) : ITypedId<ReidentificationId>
{
    public static string Prefix => "rei_";

    public static ReidentificationId From(string value) => new(value);

    public override string ToString() => Value;
}
