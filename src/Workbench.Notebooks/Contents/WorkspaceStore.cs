using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Workbench.Notebooks.Contents;

/// <summary>
/// All workspaces: one folder per person below one root (DATA/server/workspaces), owned by the server alone. Kernels do
/// not see it; what a person may touch is decided by handing out that person's <see cref="Workspace"/> and no other.
/// </summary>
public sealed partial class WorkspaceStore(string root, TimeProvider time, ContentsLimits? limits = null)
{
    private readonly ConcurrentDictionary<string, Lazy<Workspace>> workspaces = new(StringComparer.Ordinal);

    /// <summary>The workspace of one person; its folder is made when it is first used.</summary>
    /// <param name="personName">Unique name of a person, as Governance checked it.</param>
    /// <exception cref="ArgumentException">The name could not be a folder's name.</exception>
    public Workspace For(string personName)
    {
        if (!FolderName().IsMatch(personName))
        {
            throw new ArgumentException("A person's name must be letters, digits, '-', '_', '.' or '@' and begin with a letter or digit.", nameof(personName));
        }

        return workspaces.GetOrAdd(personName, name => new Lazy<Workspace>(() => new Workspace(Path.Combine(Path.GetFullPath(root), name), time, limits ?? new()))).Value;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._@-]{0,99}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FolderName();
}
