using System.Text.Json.Serialization;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Requests;

/// <summary>Names a request for access.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<RequestId>))]
public readonly record struct RequestId(string Value) : ITypedId<RequestId>
{
    public static string Prefix => "req_";

    public static RequestId From(string value) => new(value);

    public override string ToString() => Value;
}
