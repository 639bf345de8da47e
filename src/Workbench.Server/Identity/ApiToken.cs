namespace Workbench.Server.Identity;

/// <summary>A key for clients that are no browser. Only its SHA-256 is kept; the token itself (256 random bits) is shown once.</summary>
public sealed class ApiToken
{
    public required string Id { get; init; }

    public required string PersonName { get; init; }

    /// <summary>SHA-256 of the token's text, lower hex.</summary>
    public required string Hash { get; init; }

    /// <summary>What the person calls it, so that they know which one to revoke.</summary>
    public required string Label { get; init; }

    public required DateTime CreatedAt { get; init; }

    public DateTime? RevokedAt { get; set; }
}
