using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Workbench.Notebooks.Contents;
using Workbench.Server.Hosting;
using Workbench.Server.Jupyter.Kernels;
using Workbench.Server.Jupyter.Sessions;

namespace Workbench.Server.Jupyter.Outputs;

/// <summary>One <see cref="KernelRecorder"/> per kernel, and the writing of unwatched outputs into notebooks.</summary>
internal sealed class KernelRecorders(
    DataFolder folder, IKernelHouse kernels, NotebookSessions sessions, WorkspaceStore workspaces, IOptions<JupyterOptions> options, TimeProvider time,
    ILogger<KernelRecorders> log) : IAsyncDisposable
{
    private readonly string requestLogs = Path.Combine(folder.Server, "executions");
    private readonly ConcurrentDictionary<string, Lazy<KernelRecorder>> recorders = new(StringComparer.Ordinal);

    public KernelRecorder Of(IKernel kernel) => recorders.GetOrAdd(kernel.Id, _ => new Lazy<KernelRecorder>(() =>
    {
        Directory.CreateDirectory(requestLogs);
        return new KernelRecorder(kernel, new RequestLog(LogOf(kernel.Id)), options.Value.MaxOutputBytes);
    })).Value;

    /// <summary>Sees to it that every kernel is followed, and lets go of those that are gone.</summary>
    public async Task FollowAllAsync()
    {
        var live = kernels.All.ToDictionary(kernel => kernel.Id, StringComparer.Ordinal);
        foreach (var kernel in live.Values)
        {
            Of(kernel);
        }

        foreach (var gone in recorders.Keys.Where(id => !live.ContainsKey(id)).ToList())
        {
            if (recorders.TryRemove(gone, out var recorder))
            {
                recorder.Value.Forget();
                await recorder.Value.DisposeAsync();
            }
        }
    }

    /// <summary>
    /// Forgets kernels that went while no server ran: their notebook sessions and request logs. To be called only when the engine
    /// has told which kernels there are.
    /// </summary>
    public void ForgetGone()
    {
        var live = kernels.All.Select(kernel => kernel.Id).ToHashSet(StringComparer.Ordinal);
        sessions.Remove(session => !live.Contains(session.KernelId));
        foreach (var log in Directory.Exists(requestLogs) ? Directory.EnumerateFiles(requestLogs, "*.jsonl") : [])
        {
            if (!live.Contains(Path.GetFileNameWithoutExtension(log)))
            {
                File.Delete(log);
            }
        }
    }

    /// <summary>Writes what no page is there to save.</summary>
    public void WriteUnwatched()
    {
        foreach (var recorder in recorders.Values.Select(lazy => lazy.Value).Where(recorder => recorder.Connections == 0))
        {
            Write(recorder);
        }
    }

    /// <summary>Called before a kernel is stopped: its journal goes with it, so what is not in the notebook yet must be now.</summary>
    public void KeepOutputs(string kernelId)
    {
        if (recorders.TryGetValue(kernelId, out var recorder))
        {
            Write(recorder.Value);
        }
    }

    /// <summary>A page has connected to this kernel and gets everything from now on.</summary>
    public void Watched(KernelRecorder recorder)
    {
        if (PathOf(recorder) is { } path)
        {
            workspaces.For(recorder.Kernel.Owner).OutputsSeen(path);
        }
    }

    /// <summary>A client has saved this notebook.</summary>
    public void Saved(string person, ContentsPath path, JsonObject notebook)
    {
        foreach (var recorder in recorders.Values.Select(lazy => lazy.Value))
        {
            if (recorder.Kernel.Owner == person && PathOf(recorder) == path)
            {
                recorder.Saved(notebook, time.GetUtcNow());
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var recorder in recorders.Values)
        {
            await recorder.Value.DisposeAsync();
        }
    }

    private void Write(KernelRecorder recorder)
    {
        var (results, written) = recorder.Unwritten();
        if (results.Count == 0 || PathOf(recorder) is not { } path)
        {
            return;
        }

        // A notebook that is gone, or is none any more, will not get better by trying; a full disk may.
        var refusal = workspaces.For(recorder.Kernel.Owner).WriteOutputs(path, results).Refusal;
        if (refusal is null or { Code: not ContentsRefusal.StorageFull })
        {
            written();
        }

        if (refusal is not null && refusal.Code != ContentsRefusal.NotFound)
        {
            OutputLog.NotWritten(log, recorder.Kernel.Id, refusal.Code);
        }
    }

    private ContentsPath? PathOf(KernelRecorder recorder) =>
        sessions.NotebookOf(recorder.Kernel.Id) is { } text && ContentsPath.Parse(text).Succeeded(out var path, out _) ? path : null;

    private string LogOf(string kernelId) => Path.Combine(requestLogs, kernelId + ".jsonl");
}

/// <summary>Log lines of this folder.</summary>
internal static partial class OutputLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Outputs of kernel {KernelId} could not be written into its notebook: {Code}")]
    public static partial void NotWritten(ILogger logger, string kernelId, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "Writing outputs into notebooks failed; it is tried again")]
    public static partial void Failed(ILogger logger, Exception failure);
}
