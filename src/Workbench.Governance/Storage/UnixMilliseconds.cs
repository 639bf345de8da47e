using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Workbench.Governance.Storage;

/// <summary>
/// Moments are stored as milliseconds since 1970 (UTC): both databases compare and sort them alike, and SQLite has no type
/// of its own for them.
/// </summary>
internal sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
    at => at.ToUnixTimeMilliseconds(), stored => DateTimeOffset.FromUnixTimeMilliseconds(stored));
