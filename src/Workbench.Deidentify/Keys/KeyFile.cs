using System.Security.Cryptography;
using Workbench.Deidentify.Sources;

namespace Workbench.Deidentify.Keys;

/// <summary>One key on the disk: 32 random bytes that the raw side's user alone can read. It is made once and never overwritten.</summary>
internal static class KeyFile
{
    private const int KeyBytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerOnly | UnixFileMode.UserExecute;

    /// <summary>Makes the key, unless it is there: of two that make it at once the first wins, and both use it.</summary>
    /// <returns>Whether this call made it.</returns>
    public static bool Create(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder, OwnerFolder);
        var draft = Path.Combine(folder, Path.GetRandomFileName());
        using (var file = new FileStream(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }))
        {
            file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
            return false;
        }
    }

    /// <param name="key">The bytes, when the result is null.</param>
    public static SourceRefusal? Read(string path, out byte[] key)
    {
        key = [];
        if ((File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
        {
            return Unusable("The key file can be read by others than the raw side's user.", "Find out who read it, and rotate the key; if nobody did, set its mode to 0600.");
        }

        var bytes = File.ReadAllBytes(path);
        if (bytes.Length != KeyBytes)
        {
            return Unusable($"The key file does not hold {KeyBytes} bytes.", "Restore it from the backup; a new key would break the link to earlier snapshots.");
        }

        key = bytes;
        return null;
    }

    public static SourceRefusal Unusable(string what, string nextStep) => new("key-unusable", what, nextStep);
}
