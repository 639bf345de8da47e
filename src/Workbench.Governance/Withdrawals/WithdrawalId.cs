using System.Text.Json.Serialization;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Withdrawals;

/// <summary>Names one withdrawal. It says nothing about the patient.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<WithdrawalId>))]
public readonly record struct WithdrawalId(string Value) : ITypedId<WithdrawalId>
{
    public static string Prefix => "wdr_";

    public static WithdrawalId From(string value) => new(value);

    public override string ToString() => Value;
}
