using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Workbench.Deidentify.Orders;

namespace Workbench.Deidentify.Custodians;

/// <summary>
/// The people who may act on the raw side where two have to be told apart. Each has a passphrase that the raw side alone can check, so that
/// neither the server nor somebody else at the same terminal can act for them: <c>DATA/raw/custodians/NAME.json</c>, mode 0600, a
/// salted PBKDF2-HMAC-SHA-256 hash (RFC 8018) each. Who is root on the host can read the raw store anyway; nothing here holds against root.
/// </summary>
internal sealed class CustodianStore(RawStore raw)
{
    /// <summary>Fewest characters of a passphrase.</summary>
    public const int ShortestPassphrase = 12;

    /// <summary>OWASP Password Storage Cheat Sheet (2023) for PBKDF2-HMAC-SHA-256.</summary>
    private const int Iterations = 600_000;
    private const int HashBytes = 32;
    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private sealed record Entry(byte[] Salt, int Iterations, byte[] Hash);

    /// <param name="person">Name of a person of this Workbench (a slug).</param>
    /// <param name="passphrase">Replaces the one that the person had.</param>
    public void Save(string person, string passphrase)
    {
        var salt = RandomNumberGenerator.GetBytes(HashBytes);
        Directory.CreateDirectory(raw.Custodians, OwnerFolder);
        RawFile.Write(PathOf(person), JsonSerializer.Serialize(new Entry(salt, Iterations, Hash(passphrase, salt, Iterations))));
    }

    /// <summary>Whether it is this custodian's passphrase. Takes as long for somebody who is none.</summary>
    public bool Proves(string person, string passphrase)
    {
        var entry = File.Exists(PathOf(person))
            ? JsonSerializer.Deserialize<Entry>(File.ReadAllBytes(PathOf(person)))!
            : new Entry(new byte[HashBytes], Iterations, new byte[HashBytes]);
        return CryptographicOperations.FixedTimeEquals(Hash(passphrase, entry.Salt, entry.Iterations), entry.Hash);
    }

    /// <returns>Whether the person was a custodian.</returns>
    public bool Remove(string person)
    {
        var was = File.Exists(PathOf(person));
        File.Delete(PathOf(person));
        return was;
    }

    private static byte[] Hash(string passphrase, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(passphrase), salt, iterations, HashAlgorithmName.SHA256, HashBytes);

    private string PathOf(string person) => Path.Combine(raw.Custodians, person + ".json");
}
