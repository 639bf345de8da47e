using Workbench.Governance.People;

namespace Workbench.Governance.Decisions;

/// <summary>
/// Who acts: a person with the roles as they are now, or one of the product's own programs. A program acts without a
/// person only where the permission tables name it (installing, building an order).
/// </summary>
/// <param name="Name">The person's name, or the program's in brackets; it is what the audit records.</param>
/// <param name="Person">Null for a program.</param>
/// <param name="Roles">The person's roles; empty for a program and for a person who is not active.</param>
public sealed record Actor(string Name, PersonId? Person, IReadOnlyCollection<Role> Roles)
{
    /// <summary>First set-up from the command line of the host: makes the first people, projects, cohorts and orders.</summary>
    public static readonly Actor Installer = new("[installer]", null, []);

    /// <summary>The process that builds snapshots.</summary>
    public static readonly Actor Deidentify = new("[deidentify]", null, []);

    /// <summary>The server acting for itself, for instance ending an order whose process died.</summary>
    public static readonly Actor Server = new("[server]", null, []);

    public static Actor Of(Person person) => new(person.Name, person.Id, person.Active ? person.Roles : []);

    public bool Has(Role role) => Roles.Contains(role);

    public bool Is(PersonId person) => Person == person;
}
