namespace Workbench.Protocol.Jupyter;

/// <summary>
/// Message to multipart frames and back ("Messaging in Jupyter", The Wire Protocol): identities, delimiter, signature, header,
/// parent header, metadata, content, buffers.
/// </summary>
public static class JupyterWire
{
    private const int SignedParts = 4;

    private static ReadOnlyMemory<byte> Delimiter { get; } = "<IDS|MSG>"u8.ToArray();

    public static IReadOnlyList<ReadOnlyMemory<byte>> Encode(JupyterMessage message, JupyterSigner signer) =>
    [
        .. message.Identities,
        Delimiter,
        signer.Sign(message.HeaderJson, message.ParentHeaderJson, message.MetadataJson, message.ContentJson),
        message.HeaderJson,
        message.ParentHeaderJson,
        message.MetadataJson,
        message.ContentJson,
        .. message.Buffers,
    ];

    /// <summary>Reads what a peer sent. The signature is checked before anything is parsed.</summary>
    /// <param name="frames">The frames, with or without identities in front.</param>
    /// <param name="signer">The key of the connection.</param>
    /// <param name="message">The message when the result is <see cref="JupyterDecoding.Ok"/>.</param>
    public static JupyterDecoding TryDecode(IReadOnlyList<ReadOnlyMemory<byte>> frames, JupyterSigner signer, out JupyterMessage message)
    {
        message = null!;
        var delimiter = 0;
        while (delimiter < frames.Count && !frames[delimiter].Span.SequenceEqual(Delimiter.Span))
        {
            delimiter++;
        }

        var first = delimiter + 2;
        if (delimiter == frames.Count)
        {
            return JupyterDecoding.NoDelimiter;
        }

        if (frames.Count < first + SignedParts)
        {
            return JupyterDecoding.TooFewFrames;
        }

        if (!signer.Verify(frames[delimiter + 1], frames[first], frames[first + 1], frames[first + 2], frames[first + 3]))
        {
            return JupyterDecoding.BadSignature;
        }

        for (var part = first; part < first + SignedParts; part++)
        {
            if (!JupyterJson.IsObject(frames[part].Span))
            {
                return JupyterDecoding.BadJson;
            }
        }

        if (!JupyterHeader.TryParse(frames[first], out var header))
        {
            return JupyterDecoding.BadHeader;
        }

        message = new JupyterMessage
        {
            Identities = [.. frames.Take(delimiter)],
            Header = header,
            HeaderJson = frames[first],
            ParentHeaderJson = frames[first + 1],
            MetadataJson = frames[first + 2],
            ContentJson = frames[first + 3],
            Buffers = [.. frames.Skip(first + SignedParts)],
        };
        return JupyterDecoding.Ok;
    }
}
