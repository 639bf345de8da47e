using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workbench.Notebooks.Contents;

/// <summary>Times as Jupyter servers write them: ISO 8601, UTC, microseconds, "Z". Some clients compare them as text.</summary>
public sealed class WireTime : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(Format(value));

    public static string Format(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
