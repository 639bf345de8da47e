using System.Text.RegularExpressions;

namespace Workbench.Governance.Decisions;

/// <summary>
/// Names of people, projects and cohorts: lower-case letters, digits and hyphens, a letter first, at most 40. They stand
/// in addresses and folder names, so nothing else is let in.
/// </summary>
public static partial class Slug
{
    public static bool IsValid(string? name) => name is not null && Pattern().IsMatch(name);

    /// <summary>The refusal for a name that is not one.</summary>
    public static Refusal Refuse(string what) => new(
        RefusalCodes.Invalid,
        $"The name of a {what} has lower-case letters, digits and hyphens, starts with a letter and is at most 40 characters long.");

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
