using System.Text.Json.Serialization;
using Workbench.Governance.Storage;

namespace Workbench.Governance.People;

/// <summary>Names a person for ever, also after the person's name changed.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<PersonId>))]
public readonly record struct PersonId(string Value) : ITypedId<PersonId>
{
    public static string Prefix => "per_";

    public static PersonId From(string value) => new(value);

    public override string ToString() => Value;
}
