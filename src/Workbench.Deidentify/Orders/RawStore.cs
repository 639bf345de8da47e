namespace Workbench.Deidentify.Orders;

/// <summary>The folders of the data folder that this program works in. <c>raw/</c> belongs to the raw side's user alone.</summary>
/// <param name="Data">The data folder.</param>
public sealed record RawStore(string Data)
{
    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string Sources => Path.Combine(Data, "raw", "sources");

    public string Keys => Path.Combine(Data, "raw", "keys");

    /// <summary>Who left: keyed digests, and what a withdrawal that is not completed has still to do.</summary>
    public string Withdrawals => Path.Combine(Data, "raw", "withdrawals");

    /// <summary>The people who prove who they are by a passphrase of the raw side.</summary>
    public string Custodians => Path.Combine(Data, "raw", "custodians");

    /// <summary>The pseudonyms that somebody asked about.</summary>
    public string Reidentifications => Path.Combine(Data, "raw", "reidentifications");

    public string Work => Path.Combine(Data, "raw", "work");

    public string Snapshots => Path.Combine(Data, "snapshots");

    /// <summary>Makes the folders of the raw side that are missing, readable by its user alone.</summary>
    public void Create()
    {
        foreach (var folder in new[] { Path.Combine(Data, "raw"), Sources, Keys, Work })
        {
            Directory.CreateDirectory(folder, OwnerFolder);
        }
    }

    /// <summary>
    /// Waits for the other builds of this data folder and holds them off until the result is disposed; the operating system ends
    /// the hold when the process dies. While it is held, an order that is "building" is one whose process died.
    /// </summary>
    public async Task<IDisposable> LockAsync(TimeProvider clock, CancellationToken cancellation)
    {
        Create();
        var path = Path.Combine(Work, "build.lock");
        while (true)
        {
            try
            {
                return new FileStream(path, new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.None,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                });
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), clock, cancellation);
            }
        }
    }
}
