using System.Text.Json;
using Workbench.Notebooks.Contents;
using Workbench.Server.Hosting;
using Workbench.Server.Jupyter.Kernels;

namespace Workbench.Server.Jupyter.Sessions;

/// <summary>
/// All notebook sessions. They are kept in a small file, because kernels live on when the server restarts, and their
/// outputs must then still find their notebook. A session whose kernel is gone is gone too.
/// </summary>
internal sealed class NotebookSessions(DataFolder folder, IKernelHouse kernels)
{
    private readonly string file = Path.Combine(folder.Server, "notebook-sessions.json");
    private readonly Lock gate = new();
    private Dictionary<string, NotebookSession>? sessions;

    public IReadOnlyList<NotebookSession> OwnedBy(string person)
    {
        var live = kernels.OwnedBy(person).Select(kernel => kernel.Id).ToHashSet(StringComparer.Ordinal);
        lock (gate)
        {
            return [.. All.Values.Where(session => session.Owner == person && live.Contains(session.KernelId))];
        }
    }

    public NotebookSession? Find(string person, string id) => OwnedBy(person).FirstOrDefault(session => session.Id == id);

    public NotebookSession? AtPath(string person, string path) => OwnedBy(person).FirstOrDefault(session => session.Path == path);

    /// <summary>Path of the notebook that a kernel works for, or null.</summary>
    public string? NotebookOf(string kernelId)
    {
        lock (gate)
        {
            return All.Values.FirstOrDefault(session => session.KernelId == kernelId && session.Type == "notebook")?.Path;
        }
    }

    public void Put(NotebookSession session)
    {
        lock (gate)
        {
            All[session.Id] = session;
            Save();
        }
    }

    public void Remove(Func<NotebookSession, bool> which)
    {
        lock (gate)
        {
            foreach (var session in All.Values.Where(which).ToList())
            {
                All.Remove(session.Id);
            }

            Save();
        }
    }

    /// <summary>A file or folder of a workspace got another path.</summary>
    public void Renamed(string person, ContentsPath from, ContentsPath to)
    {
        lock (gate)
        {
            foreach (var session in All.Values.Where(session => session.Owner == person).ToList())
            {
                if (session.Path == from.Text || session.Path.StartsWith(from.Text + "/", StringComparison.Ordinal))
                {
                    All[session.Id] = session with { Path = to.Text + session.Path[from.Text.Length..] };
                }
            }

            Save();
        }
    }

    private Dictionary<string, NotebookSession> All => sessions ??= Load();

    private Dictionary<string, NotebookSession> Load()
    {
        if (!File.Exists(file))
        {
            return [];
        }

        var kept = JsonSerializer.Deserialize<List<NotebookSession>>(File.ReadAllBytes(file), JupyterJson.Options) ?? [];
        return kept.ToDictionary(session => session.Id, StringComparer.Ordinal);
    }

    private void Save() => AtomicFile.Write(file, JsonSerializer.SerializeToUtf8Bytes(All.Values, JupyterJson.Options));
}
