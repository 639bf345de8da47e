using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Workbench.Deidentify.Keys;

/// <summary>
/// Keyed replacements of identities: HMAC-SHA-256 (RFC 2104, FIPS 198-1) under the key of one project. The same identity gives the
/// same replacement in every table, file, run and machine that has the key, with no table of who is who; without the key nobody
/// can recompute one from a guessed identity, which is why a plain hash would not do (DICOM PS3.15 2025e, E.1).
/// Each use has a domain of its own, so that a date shift says nothing about a pseudonym.
/// </summary>
public sealed class PatientKeys(byte[] key)
{
    /// <summary>Largest shift in days, in both directions. Zero is never used: a date that stays is a date that leaks.</summary>
    public const int LargestShiftDays = 365;

    /// <summary>Letters of a pseudonym: 24 of 4 bits each, 96 bits; among 10 million patients two collide with probability below 1e-14.</summary>
    public const int PseudonymLength = 24;

    // No digits and no vowels: a pseudonym never reads as a date, a number or a word, and a spreadsheet does not mangle it.
    private const string Letters = "bcdfghjklmnpqrst";

    private readonly ThreadLocal<IncrementalHash> hashes = Hashes(key.Length == 32 ? key : throw new ArgumentException("A project key has 32 bytes.", nameof(key)));

    /// <summary>The patient's pseudonym: 24 lower-case consonants.</summary>
    /// <param name="issuer">Who gave out the identifier.</param>
    /// <param name="id">The identifier in its canonical spelling.</param>
    public string Patient(string issuer, string id) => Pseudonym("patient", issuer, id);

    /// <summary>The pseudonym of anything else that links rows (a visit, a sample), 24 lower-case consonants.</summary>
    /// <param name="kind">What it is; equal identifiers of different kinds get different pseudonyms.</param>
    /// <param name="issuer">Who gave out the identifier.</param>
    /// <param name="id">The identifier in its canonical spelling.</param>
    public string Other(string kind, string issuer, string id) => Pseudonym("other/" + kind, issuer, id);

    /// <summary>Days by which every date of the patient moves: -365 to -1 or 1 to 365, so that intervals stay and dates do not.</summary>
    public int ShiftDays(string issuer, string id)
    {
        Span<byte> mac = stackalloc byte[32];
        Mac(mac, "date-shift", issuer, id);
        // 64 bits over 730 values: the bias of the remainder is below 1e-16.
        var step = (int)(BinaryPrimitives.ReadUInt64BigEndian(mac) % (2 * LargestShiftDays));
        return step < LargestShiftDays ? step - LargestShiftDays : step - LargestShiftDays + 1;
    }

    /// <summary>The number of a UID's replacement: 128 bits, to be written as 2.25.NUMBER (DICOM PS3.5 2025e, B.2).</summary>
    /// <param name="uid">As the file has it, without padding.</param>
    public UInt128 Uid(string uid)
    {
        Span<byte> mac = stackalloc byte[32];
        Mac(mac, "dicom-uid", uid);
        return BinaryPrimitives.ReadUInt128BigEndian(mac);
    }

    /// <summary>Keyed digests of the primary keys of one table, for finding duplicates and ordering rows without keeping the keys themselves.</summary>
    public RowDigest RowDigests(string table)
    {
        Span<byte> mac = stackalloc byte[32];
        Mac(mac, "row", table);
        return new RowDigest(BinaryPrimitives.ReadInt64BigEndian(mac));
    }

    /// <summary>The first 8 bits of a pseudonym, which order pseudonyms as their letters do.</summary>
    public static int LeadingBits(string pseudonym) => (Letters.IndexOf(pseudonym[0], StringComparison.Ordinal) << 4) | Letters.IndexOf(pseudonym[1], StringComparison.Ordinal);

    private string Pseudonym(string domain, string issuer, string id)
    {
        Span<byte> mac = stackalloc byte[32];
        Mac(mac, domain, issuer, id);
        Span<char> letters = stackalloc char[PseudonymLength];
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = Letters[(mac[i / 2] >> (4 * (i % 2))) & 15];
        }

        return new string(letters);
    }

    private static ThreadLocal<IncrementalHash> Hashes(byte[] key) => new(() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key));

    private void Mac(Span<byte> mac, params ReadOnlySpan<string> parts)
    {
        var length = 0;
        foreach (var part in parts)
        {
            length += 4 + Encoding.UTF8.GetByteCount(part);
        }

        // Each part is preceded by its length, so that no two lists of parts give the same message.
        Span<byte> message = length <= 512 ? stackalloc byte[length] : new byte[length];
        var at = 0;
        foreach (var part in parts)
        {
            var written = Encoding.UTF8.GetBytes(part, message[(at + 4)..]);
            BinaryPrimitives.WriteInt32BigEndian(message[at..], written);
            at += 4 + written;
        }

        // One that is kept has its key set up; setting it up anew costs more than hashing a short message.
        var hash = hashes.Value!;
        hash.AppendData(message);
        hash.GetHashAndReset(mac);
    }
}
