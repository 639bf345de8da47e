using System.Text.Json.Serialization;
using Workbench.Governance.Storage;

namespace Workbench.Governance.Orders;

/// <summary>Names an order.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<OrderId>))]
public readonly record struct OrderId(string Value) : ITypedId<OrderId>
{
    public static string Prefix => "ord_";

    public static OrderId From(string value) => new(value);

    public override string ToString() => Value;
}
