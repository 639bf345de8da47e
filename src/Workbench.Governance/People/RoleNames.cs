using Workbench.Governance.Decisions;

namespace Workbench.Governance.People;

/// <summary>Roles as they cross the wire and stand on the command line: <c>researcher</c>, <c>data-provider</c>, ….</summary>
public static class RoleNames
{
    private static readonly Dictionary<string, Role> ByName = Enum.GetValues<Role>().ToDictionary(NameOf, StringComparer.Ordinal);

    public static IReadOnlyCollection<string> All => ByName.Keys;

    public static string NameOf(Role role) => role == Role.DataProvider ? "data-provider" : role.ToString().ToLowerInvariant();

    /// <returns>Null when there is no such role.</returns>
    public static Role? Parse(string name) => ByName.TryGetValue(name, out var role) ? role : null;

    internal static string Join(IEnumerable<Role> roles) => string.Join(", ", Sorted(roles).Select(NameOf));

    internal static IReadOnlyList<Role> Sorted(IEnumerable<Role> roles) => [.. roles.Distinct().Order()];

    internal static Refusal? Check(string displayName, IReadOnlyCollection<Role> roles) =>
        string.IsNullOrWhiteSpace(displayName) || displayName.Length > 100
            ? Refusals.Invalid("A person needs a display name of at most 100 characters.")
            : roles.Count == 0 || roles.Any(role => !Enum.IsDefined(role))
                ? Refusals.Invalid("A person needs at least one role.")
                : null;
}
