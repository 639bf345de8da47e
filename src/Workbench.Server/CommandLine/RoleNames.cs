using Workbench.Governance.People;

namespace Workbench.Server.CommandLine;

/// <summary>Roles as people write them at a command line: "data-provider", "provider", "dataProvider" are one.</summary>
internal static class RoleNames
{
    public static string All => string.Join(", ", Enum.GetValues<Role>().Select(Written));

    public static bool TryParse(string text, out Role role)
    {
        var plain = text.Replace("-", "", StringComparison.Ordinal);
        if (plain.Equals("provider", StringComparison.OrdinalIgnoreCase))
        {
            role = Role.DataProvider;
            return true;
        }

        role = default;
        foreach (var known in Enum.GetValues<Role>())
        {
            if (plain.Equals(known.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                role = known;
                return true;
            }
        }

        return false;
    }

    private static string Written(Role role) => role == Role.DataProvider ? "data-provider" : role.ToString().ToLowerInvariant();
}
