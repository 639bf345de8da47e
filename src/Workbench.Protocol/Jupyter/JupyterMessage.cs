using System.Text.Json;

namespace Workbench.Protocol.Jupyter;

/// <summary>
/// One message of the Jupyter protocol. The header is typed; everything else stays the JSON bytes that the sender wrote, so
/// that a relay passes on what it does not understand. Each JSON part is one valid object.
/// </summary>
public sealed record JupyterMessage
{
    private JupyterHeader? parentHeader;

    public required JupyterHeader Header { get; init; }

    /// <summary>The header's own bytes, with the fields that <see cref="JupyterHeader"/> does not know.</summary>
    public required ReadOnlyMemory<byte> HeaderJson { get; init; }

    /// <summary>The header of the request that this message belongs to; <c>{}</c> for none.</summary>
    public ReadOnlyMemory<byte> ParentHeaderJson { get; init; } = JupyterJson.Empty;

    public ReadOnlyMemory<byte> MetadataJson { get; init; } = JupyterJson.Empty;

    public ReadOnlyMemory<byte> ContentJson { get; init; } = JupyterJson.Empty;

    /// <summary>Raw binary parts.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Buffers { get; init; } = [];

    /// <summary>What stood before the delimiter: routing identities, or the topic of a published message.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Identities { get; init; } = [];

    public string MsgType => Header.MsgType;

    public string MsgId => Header.MsgId;

    /// <summary>The parent's header, or null when there is none.</summary>
    public JupyterHeader? ParentHeader =>
        parentHeader ??= JupyterHeader.TryParse(ParentHeaderJson, out var parsed) ? parsed : null;

    /// <summary>A message of one's own.</summary>
    public static JupyterMessage Create(JupyterHeader header, ReadOnlyMemory<byte> content, JupyterMessage? parent = null) => new()
    {
        Header = header,
        HeaderJson = header.ToJson(),
        ContentJson = content,
        ParentHeaderJson = parent?.HeaderJson ?? JupyterJson.Empty,
    };

    /// <summary>Parses the content; the caller disposes it.</summary>
    public JsonDocument ParseContent() => JsonDocument.Parse(ContentJson, new JsonDocumentOptions { MaxDepth = JupyterJson.MaxDepth });

    /// <summary>Parses the metadata; the caller disposes it.</summary>
    public JsonDocument ParseMetadata() => JsonDocument.Parse(MetadataJson, new JsonDocumentOptions { MaxDepth = JupyterJson.MaxDepth });
}
