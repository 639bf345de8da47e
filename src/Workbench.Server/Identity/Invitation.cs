namespace Workbench.Server.Identity;

/// <summary>A single-use link by which somebody sets the password of a new account. Only the key's SHA-256 is kept.</summary>
public sealed class Invitation
{
    public required string Hash { get; init; }

    public required string PersonName { get; init; }

    public required DateTime ExpiresAt { get; init; }

    public DateTime? UsedAt { get; set; }
}
