using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Workbench.Governance.Storage;

namespace Workbench.Server.Edge;

/// <summary>Typed ids are plain texts on the wire; the description says so, in place, since a shared schema cannot be null here and not there.</summary>
internal static class TypedIds
{
    public static string? ReferenceId(JsonTypeInfo type) =>
        IsTypedId(type.Type) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);

    public static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        var type = context.JsonTypeInfo.Type;
        if (IsTypedId(type))
        {
            schema.Type = Nullable.GetUnderlyingType(type) is null ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Properties?.Clear();
            schema.Required?.Clear();
        }

        return Task.CompletedTask;
    }

    private static bool IsTypedId(Type type) => (Nullable.GetUnderlyingType(type) ?? type).GetInterfaces()
        .Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(ITypedId<>));
}
