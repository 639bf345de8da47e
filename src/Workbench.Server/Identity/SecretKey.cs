using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Workbench.Server.Identity;

/// <summary>Keys that are handed out once: 256 random bits as base64url. What the server keeps is their SHA-256, which gives nothing to whoever copies the database.</summary>
internal static class SecretKey
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>A random name of 16 lower hex characters for a record; not a secret.</summary>
    public static string NewId() => RandomNumberGenerator.GetHexString(16, lowercase: true);

    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
