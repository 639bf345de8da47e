using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Workbench.Governance.Audit;

/// <summary>
/// How one event is bound to the one before: SHA-256 over the canonical JSON of all its fields, the previous hash among
/// them. Canonical: fields in the order below, details sorted by name (ordinal), no white space, times as
/// <c>yyyy-MM-ddTHH:mm:ss.fffZ</c>, text beyond ASCII as <c>\u</c> escapes.
/// </summary>
public static class AuditChain
{
    /// <summary>Stands where the first event's predecessor would.</summary>
    public static readonly string Origin = new('0', 64);

    private static readonly JsonWriterOptions Canonical = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>The hash that belongs to the event's content; equal to <see cref="AuditEvent.Hash"/> unless somebody changed it.</summary>
    public static string HashOf(AuditEvent one)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Canonical))
        {
            json.WriteStartObject();
            json.WriteNumber("sequence", one.Sequence);
            json.WriteString("at", Moment(one.At));
            json.WriteString("person", one.Person);
            json.WriteString("kind", one.Kind);
            json.WriteString("subject", one.Subject);
            json.WriteString("cohort", one.Cohort);
            json.WriteString("permit", one.Permit);
            json.WriteString("snapshot", one.Snapshot);
            json.WriteString("outcome", one.Outcome);
            json.WriteStartObject("details");
            foreach (var (name, text) in one.Details.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                json.WriteString(name, text);
            }

            json.WriteEndObject();
            json.WriteString("previous", one.PreviousHash);
            json.WriteEndObject();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }

    /// <summary>The event that follows <paramref name="previous"/> (null: the first), hashed.</summary>
    internal static AuditEvent Next(AuditHead? previous, AuditDraft draft, string outcome, DateTimeOffset now)
    {
        var bare = Create(string.Empty);
        return Create(HashOf(bare));

        AuditEvent Create(string hash) => new()
        {
            Sequence = (previous?.Sequence ?? 0) + 1,
            At = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
            Person = draft.Actor.Name,
            Kind = draft.Kind,
            Subject = draft.Subject,
            Cohort = draft.Cohort,
            Permit = draft.Permit?.Value,
            Snapshot = draft.Snapshot,
            Outcome = outcome,
            Details = draft.Details,
            PreviousHash = previous?.Hash ?? Origin,
            Hash = hash,
        };
    }

    private static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
