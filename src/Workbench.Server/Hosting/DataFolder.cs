using Workbench.Governance.Storage;

namespace Workbench.Server.Hosting;

/// <summary>
/// The data folder as the server sees it. Only the paths that the server may use have a name here: the raw store has none.
/// </summary>
public sealed class DataFolder
{
    public DataFolder(string root)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(root);
        Root = Path.GetFullPath(root);
    }

    public string Root { get; }

    /// <summary>The metadata, unless the folder's <see cref="DatabaseFile"/> puts them into PostgreSQL.</summary>
    public string GovernanceDatabase => Path.Combine(Root, "governance", "governance.db");

    public string Snapshots => Path.Combine(Root, "snapshots");

    public string Sessions => Path.Combine(Root, "sessions");

    /// <summary>The published programs; the server only looks which kernels are there.</summary>
    public string Runtime => Path.Combine(Root, "runtime");

    public string LauncherSocket => Path.Combine(Root, "run", "launcher.sock");

    /// <summary>The server's own folder: nobody else reads it.</summary>
    public string Server => Path.Combine(Root, "server");

    public string IdentityDatabase => Path.Combine(Server, "identity.db");

    public string DataProtectionKeys => Path.Combine(Server, "keys");

    /// <summary>Where the broker makes its answers; emptied at start.</summary>
    public string BrokerScratch => Path.Combine(Server, "broker");

    public string Workspaces => Path.Combine(Server, "workspaces");

    public string Samples => Path.Combine(Server, "samples");

    /// <summary>The secret from which the demo's sign-in links are made; its presence says that this is demo data.</summary>
    public string DemoKey => Path.Combine(Server, "demo.key");

    /// <summary>Optional settings of this installation, read over the defaults.</summary>
    public string Settings => Path.Combine(Server, "workbench.json");

    public string Workspace(string personName) => Path.Combine(Workspaces, personName);

    public bool HasDemoContent => File.Exists(DemoKey);

    /// <summary>Creates what is missing. Folders that the script or the launcher made with their own owner are left alone.</summary>
    public void Create()
    {
        Make(Root, (UnixFileMode)0b001_001_001 | Owner);
        Make(Path.Combine(Root, "governance"), Owner | Group | UnixFileMode.SetGroup);
        Make(Snapshots, Owner | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.SetGroup);
        Make(Server, Owner);
        Make(DataProtectionKeys, Owner);
        Make(Workspaces, Owner);
        Make(Samples, Owner);
    }

    /// <summary>
    /// Gives the databases their modes: SQLite makes files that only their owner can write, whatever the mask, but the raw side
    /// (of the same group) reports into Governance. Accounts stay the server's alone. Files beside a database follow its mode.
    /// </summary>
    public void ShareDatabases()
    {
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (File.Exists(GovernanceDatabase))
        {
            SetMode(GovernanceDatabase, ownerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);
        }

        SetMode(IdentityDatabase, ownerOnly);
    }

    private static void SetMode(string file, UnixFileMode mode)
    {
        if (File.GetUnixFileMode(file) != mode)
        {
            File.SetUnixFileMode(file, mode);
        }
    }

    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;

    private static void Make(string folder, UnixFileMode mode)
    {
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder);

            // Set afterwards: making a folder is subject to the mask and does not take the set-group bit.
            File.SetUnixFileMode(folder, mode);
        }
    }
}
