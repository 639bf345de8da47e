using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workbench.Protocol.Launching;

/// <summary>
/// Name of one session: 16 lower-case hexadecimal digits. It says nothing about its owner, because a kernel can read it
/// in its own mount table.
/// </summary>
[JsonConverter(typeof(SessionIdJson))]
public readonly record struct SessionId
{
    public const int Length = 16;

    private readonly string? _value;

    private SessionId(string value) => _value = value;

    /// <summary>The 16 digits.</summary>
    public string Value => _value ?? throw new InvalidOperationException("An unset session id has no value.");

    /// <summary>Makes an id from eight bytes of cryptographic randomness, so that ids cannot be guessed.</summary>
    public static SessionId Create() =>
        new(System.Security.Cryptography.RandomNumberGenerator.GetHexString(Length, lowercase: true));

    /// <summary>True when <paramref name="text"/> is a well-formed id; nothing else ever becomes part of a path.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out SessionId id)
    {
        if (text is { Length: Length } && text.All(char.IsAsciiHexDigitLower))
        {
            id = new SessionId(text);
            return true;
        }

        id = default;
        return false;
    }

    /// <exception cref="FormatException">The text is not 16 lower-case hexadecimal digits.</exception>
    public static SessionId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException("A session id is 16 lower-case hexadecimal digits.");

    public override string ToString() => _value ?? "";
}

/// <summary>A session id is a JSON string.</summary>
public sealed class SessionIdJson : JsonConverter<SessionId>
{
    public override SessionId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SessionId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("Not a session id.");

    public override void Write(Utf8JsonWriter writer, SessionId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
