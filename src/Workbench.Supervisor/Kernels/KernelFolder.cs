using Workbench.Protocol.Jupyter;
using Workbench.Protocol.Launching;

namespace Workbench.Supervisor.Kernels;

/// <summary>The folder that kernel and supervisor share: connection file and sockets.</summary>
/// <param name="path">SESSION/run.</param>
internal sealed class KernelFolder(string path)
{
    /// <summary>Removes whatever an earlier kernel left, links included, and writes a connection file with a fresh key.</summary>
    /// <returns>The connection as the kernel will serve it. The file is never read back: a kernel can change it.</returns>
    public ConnectionFile Prepare(string kernelName)
    {
        foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos())
        {
            // A link to a folder is a DirectoryInfo too; only a real folder may be emptied.
            if (entry is DirectoryInfo folder && folder.LinkTarget is null)
            {
                folder.Delete(recursive: true);
            }
            else
            {
                File.Delete(entry.FullName);
            }
        }

        var connection = ConnectionFile.NewIpc(SandboxPaths.Run + "/k", kernelName);
        connection.Write(Path.Combine(path, "conn.json"));
        return connection;
    }

    /// <summary>The host's path of a channel's socket.</summary>
    public string Socket(ConnectionFile connection, JupyterChannel channel) =>
        Path.Combine(path, Path.GetFileName(connection.Endpoint(channel).Path!));
}
