using System.Security.Cryptography;
using System.Text;

namespace Workbench.Protocol.Jupyter;

/// <summary>
/// The signature of a message: HMAC-SHA256 over header, parent header, metadata and content, as lower-case hex ("Messaging in
/// Jupyter", The Wire Protocol). With an empty key nothing is signed and nothing is checked. Safe for use by several threads.
/// </summary>
public sealed class JupyterSigner
{
    private readonly byte[] key;

    /// <param name="key">The <c>key</c> of the connection file, which is used as text, not decoded.</param>
    public JupyterSigner(string key) => this.key = Encoding.UTF8.GetBytes(key);

    public byte[] Sign(ReadOnlyMemory<byte> header, ReadOnlyMemory<byte> parentHeader, ReadOnlyMemory<byte> metadata, ReadOnlyMemory<byte> content)
    {
        if (key.Length == 0)
        {
            return [];
        }

        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(header.Span);
        hash.AppendData(parentHeader.Span);
        hash.AppendData(metadata.Span);
        hash.AppendData(content.Span);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Compares in constant time.</summary>
    public bool Verify(
        ReadOnlyMemory<byte> signature, ReadOnlyMemory<byte> header, ReadOnlyMemory<byte> parentHeader, ReadOnlyMemory<byte> metadata, ReadOnlyMemory<byte> content) =>
        key.Length == 0 || CryptographicOperations.FixedTimeEquals(signature.Span, Sign(header, parentHeader, metadata, content));
}
