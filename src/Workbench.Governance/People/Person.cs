namespace Workbench.Governance.People;

/// <summary>Somebody who signs in. How they prove who they are is the server's business; what they may do starts here.</summary>
public sealed class Person
{
    public required PersonId Id { get; init; }

    /// <summary>Unique, lower case, see <see cref="Decisions.Slug"/>; also the name of the person's workspace folder.</summary>
    public required string Name { get; init; }

    public required string DisplayName { get; set; }

    /// <summary>At least one, without repetition, in the order of the enum.</summary>
    public required IReadOnlyList<Role> Roles { get; set; }

    /// <summary>False: the person can sign in no more and every permit stops working for them.</summary>
    public bool Active { get; set; } = true;
}
