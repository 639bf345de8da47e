using System.Security.Cryptography;
using Workbench.Deidentify.Sources;

namespace Workbench.Deidentify.Keys;

/// <summary>
/// The keys of the projects: <c>DATA/raw/keys/PROJECT.key</c>, 32 random bytes each, readable by the raw side's user alone. A key is made
/// when a project's first snapshot is built and never replaced; losing it means that later snapshots have other pseudonyms.
/// </summary>
public sealed class ProjectKeyStore(string folder)
{
    private const int KeyBytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerOnly | UnixFileMode.UserExecute;

    /// <summary>Reads a project's key, or makes it.</summary>
    /// <param name="project">Id of the project: letters, digits, <c>-</c> and <c>_</c>.</param>
    /// <param name="keys">The key in use, when the result is null.</param>
    public SourceRefusal? Open(string project, out PatientKeys? keys)
    {
        keys = null;
        if (project.Length is 0 or > 100 || project.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
        {
            return new SourceRefusal("key-unusable", "The project's id cannot name a key file.", "Use an order of a project whose id has only letters, digits, - and _.");
        }

        var path = Path.Combine(folder, project + ".key");
        if (!File.Exists(path))
        {
            Create(path);
        }

        if ((File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
        {
            return new SourceRefusal("key-unusable", "The project's key file can be read by others than the raw side's user.", "Find out who read it; if nobody did, set its mode to 0600.");
        }

        var key = File.ReadAllBytes(path);
        if (key.Length != KeyBytes)
        {
            return new SourceRefusal("key-unusable", $"The project's key file does not hold {KeyBytes} bytes.", "Restore it from the backup; a new key would break the link to earlier snapshots.");
        }

        keys = new PatientKeys(key);
        return null;
    }

    private void Create(string path)
    {
        Directory.CreateDirectory(folder, OwnerFolder);
        var draft = Path.Combine(folder, Path.GetRandomFileName());
        using (var file = new FileStream(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        {
            file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
            file.Flush(flushToDisk: true);
        }

        try
        {
            // Without overwriting: of two builds that make the key at once the first wins, and both use it.
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
