using Workbench.Governance.People;

namespace Workbench.Server.People;

/// <summary>A person as pages name them.</summary>
public sealed record PersonName(string Name, string DisplayName)
{
    internal static PersonName Of(Person person) => new(person.Name, person.DisplayName);
}

/// <summary>A person in the admin's list.</summary>
/// <param name="ExternalName">The name under which a configured identity provider knows the person, or null.</param>
/// <param name="HasPassword">False until the invitation was used.</param>
public sealed record PersonRow(
    string Name, string DisplayName, IReadOnlyList<Role> Roles, bool Active, string? ExternalName, bool HasPassword);
