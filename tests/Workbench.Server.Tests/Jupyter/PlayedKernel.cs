using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Workbench.Notebooks.Sessions;
using Workbench.Protocol.Jupyter;
using Workbench.Protocol.SessionLink;
using Workbench.Server.Jupyter.Kernels;

namespace Workbench.Server.Tests.Jupyter;

/// <summary>
/// A kernel whose lines a test speaks. It has a journal like a real session; by default it answers kernel_info_request, and
/// runs the code "out TEXT" (prints it), "hold" (stays busy until <see cref="Finish"/>) and anything else (nothing).
/// </summary>
internal sealed class PlayedKernel(string id, string owner, string specName) : IKernel
{
    private readonly List<JournalEntry> journal = [];
    private readonly JupyterHeaders headers = new("kernel", "kernel", TimeProvider.System);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim finish = new(0);
    private TaskCompletionSource more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id => id;

    public string Owner => owner;

    public string SpecName => specName;

    public SessionState State { get; set; } = SessionState.Idle;

    public DateTimeOffset StartedAt { get; } = TimeProvider.System.GetUtcNow();

    public DateTimeOffset LastActivity => StartedAt;

    public Task Completion => ended.Task;

    /// <summary>Most entries that any reader has taken.</summary>
    public long Read { get; private set; }

    public int Interrupts { get; private set; }

    public int Restarts { get; private set; }

    public SessionRefusal? Refuses { get; set; }

    public List<JupyterMessage> Received { get; } = [];

    public void Say(string type, ReadOnlyMemory<byte> parentHeader, object content, JupyterChannel channel = JupyterChannel.IoPub, object? metadata = null)
    {
        var message = JupyterMessage.Create(headers.Next(type), JsonSerializer.SerializeToUtf8Bytes(content)) with
        {
            ParentHeaderJson = parentHeader,
            MetadataJson = JsonSerializer.SerializeToUtf8Bytes(metadata ?? new { }),
        };
        lock (journal)
        {
            journal.Add(new JournalEntry(journal.Count + 1, TimeProvider.System.GetUtcNow(), channel, message));
            var woken = more;
            more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            woken.SetResult();
        }
    }

    public void Print(string text, JupyterMessage request) => Say("stream", request.HeaderJson, new { name = "stdout", text });

    public void Finish() => finish.Release();

    public void End()
    {
        State = SessionState.Ended;
        lock (journal)
        {
            ended.TrySetResult();
            more.TrySetResult();
        }
    }

    public async IAsyncEnumerable<JournalEntry> ReadAsync(long afterSequence, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var next = (int)afterSequence; ; next++)
        {
            while (true)
            {
                Task wait;
                lock (journal)
                {
                    if (next < journal.Count)
                    {
                        break;
                    }

                    if (ended.Task.IsCompleted)
                    {
                        yield break;
                    }

                    wait = more.Task;
                }

                await wait.WaitAsync(cancel);
            }

            JournalEntry entry;
            lock (journal)
            {
                entry = journal[next];
                Read = Math.Max(Read, entry.Sequence);
            }

            yield return entry;
        }
    }

    public Task<SessionRefusal?> SendAsync(JupyterChannel channel, JupyterMessage message, CancellationToken cancel)
    {
        if (Refuses is not null)
        {
            return Task.FromResult<SessionRefusal?>(Refuses);
        }

        lock (Received)
        {
            Received.Add(message);
        }

        _ = Task.Run(() => AnswerAsync(message), CancellationToken.None);
        return Task.FromResult<SessionRefusal?>(null);
    }

    public Task<SessionRefusal?> InterruptAsync(CancellationToken cancel)
    {
        Interrupts++;
        return Task.FromResult(Refuses);
    }

    public Task<SessionRefusal?> RestartAsync(CancellationToken cancel)
    {
        Restarts++;
        return Task.FromResult(Refuses);
    }

    private async Task AnswerAsync(JupyterMessage request)
    {
        Say("status", request.HeaderJson, new { execution_state = "busy" });
        if (request.MsgType == "kernel_info_request")
        {
            Say("kernel_info_reply", request.HeaderJson, new { status = "ok", implementation = "played" }, JupyterChannel.Shell);
        }
        else if (request.MsgType == "execute_request")
        {
            using var content = request.ParseContent();
            var code = content.RootElement.GetProperty("code").GetString()!;
            Say("execute_input", request.HeaderJson, new { code, execution_count = 1 });
            if (code.StartsWith("out ", StringComparison.Ordinal))
            {
                Print(code[4..], request);
            }
            else if (code == "hold")
            {
                State = SessionState.Busy;
                await finish.WaitAsync();
            }

            Say("execute_reply", request.HeaderJson, new { status = "ok", execution_count = 1 }, JupyterChannel.Shell);
        }

        Say("status", request.HeaderJson, new { execution_state = "idle" });
    }
}

/// <summary>The house of played kernels.</summary>
internal sealed class PlayedKernels : IKernelHouse
{
    private readonly List<PlayedKernel> kernels = [];
    private int count;

    public IReadOnlyList<IKernel> All
    {
        get
        {
            lock (kernels)
            {
                return [.. kernels];
            }
        }
    }

    public SessionRefusal? Refuses { get; set; }

    /// <summary>The project of each kernel that was asked for, in order.</summary>
    public List<string?> Projects { get; } = [];

    public PlayedKernel Add(string owner)
    {
        var kernel = new PlayedKernel($"{Interlocked.Increment(ref count):x16}", owner, ".net-csharp");
        lock (kernels)
        {
            kernels.Add(kernel);
        }

        return kernel;
    }

    public async Task<KernelStart> StartAsync(SessionOrder order, CancellationToken cancel)
    {
        await Task.Delay(20, cancel);
        lock (kernels)
        {
            Projects.Add(order.Project);
        }

        return Refuses is null ? new KernelStart(Add(order.Owner), null) : new KernelStart(null, Refuses);
    }

    public Task<bool> StopAsync(string id, CancellationToken cancel)
    {
        lock (kernels)
        {
            var kernel = kernels.Find(one => one.Id == id);
            kernel?.End();
            return Task.FromResult(kernel is not null && kernels.Remove(kernel));
        }
    }
}
