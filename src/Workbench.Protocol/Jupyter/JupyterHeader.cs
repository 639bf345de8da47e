using System.Text.Json;

namespace Workbench.Protocol.Jupyter;

/// <summary>Who sent a message, when, and what it is ("Messaging in Jupyter", 5.4, Message header).</summary>
/// <param name="MsgId">Unique for each message.</param>
/// <param name="MsgType">Such as <c>execute_request</c>.</param>
/// <param name="Session">Unique for each client or kernel process.</param>
/// <param name="Username">Free text; nobody relies on it.</param>
/// <param name="Date">ISO 8601; empty where an old client left it out.</param>
/// <param name="Version">Of the protocol; empty where an old client left it out.</param>
public sealed record JupyterHeader(string MsgId, string MsgType, string Session, string Username, string Date, string Version)
{
    /// <summary>The protocol version that this project writes.</summary>
    public const string ProtocolVersion = "5.4";

    /// <summary>Longest id, type or session that is taken from a peer, in characters.</summary>
    private const int MaxFieldLength = 512;

    public byte[] ToJson() => JupyterJson.Write(this, static (writer, header) =>
    {
        writer.WriteString("msg_id"u8, header.MsgId);
        writer.WriteString("msg_type"u8, header.MsgType);
        writer.WriteString("session"u8, header.Session);
        writer.WriteString("username"u8, header.Username);
        writer.WriteString("date"u8, header.Date);
        writer.WriteString("version"u8, header.Version);
    });

    /// <summary>Reads a header; false when <c>msg_id</c> or <c>msg_type</c> is missing or a field is no string of sensible length.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> json, out JupyterHeader header)
    {
        header = null!;
        string? id = null, type = null;
        string session = "", username = "", date = "", version = "";
        try
        {
            var reader = new Utf8JsonReader(json.Span, JupyterJson.ReaderOptions);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString();
                reader.Read();
                if (name is not ("msg_id" or "msg_type" or "session" or "username" or "date" or "version"))
                {
                    reader.Skip();
                    continue;
                }

                var value = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
                if (value.Length > MaxFieldLength)
                {
                    return false;
                }

                switch (name)
                {
                    case "msg_id": id = value; break;
                    case "msg_type": type = value; break;
                    case "session": session = value; break;
                    case "username": username = value; break;
                    case "date": date = value; break;
                    default: version = value; break;
                }
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }

        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(type))
        {
            return false;
        }

        header = new JupyterHeader(id, type, session, username, date, version);
        return true;
    }
}
