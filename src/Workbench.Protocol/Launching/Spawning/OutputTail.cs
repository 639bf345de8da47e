using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Workbench.Protocol.Launching.Spawning;

/// <summary>
/// Reads what a child process writes to its standard output and error and keeps the last bytes, however much comes. That is where a
/// runtime says why it gives up. It may hold data, so it is shown to the session's owner and never logged.
/// </summary>
public sealed class OutputTail
{
    private const int KeptBytes = 8 << 10;
    private const int CloseOnExec = 0x80000;

    private readonly SafeFileHandle _reading;
    private readonly SafeFileHandle _writing;
    private readonly byte[] _kept = new byte[KeptBytes];
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _total;

    public OutputTail()
    {
        var pair = new int[2];
        if (Pipe(pair, CloseOnExec) != 0)
        {
            throw new IOException("No pipe could be made.");
        }

        _reading = new SafeFileHandle(pair[0], ownsHandle: true);
        _writing = new SafeFileHandle(pair[1], ownsHandle: true);
    }

    /// <summary>The end that the child writes to.</summary>
    public int Descriptor => (int)_writing.DangerousGetHandle();

    /// <summary>Begins to read; called once, after the child has inherited its end.</summary>
    public void Start()
    {
        _writing.Dispose();
        new Thread(Read) { IsBackground = true, Name = "output of a child" }.Start();
    }

    /// <summary>Completes when nobody can write any more.</summary>
    public Task Closed => _closed.Task;

    /// <summary>What is kept, as text.</summary>
    public string Text
    {
        get
        {
            lock (_kept)
            {
                var start = (int)(_total % KeptBytes);
                return _total <= KeptBytes
                    ? Encoding.UTF8.GetString(_kept, 0, (int)_total)
                    : "…" + Encoding.UTF8.GetString([.. _kept.AsSpan(start), .. _kept.AsSpan(0, start)]);
            }
        }
    }

    private void Read()
    {
        using var stream = new FileStream(_reading, FileAccess.Read, bufferSize: 0);
        var chunk = new byte[KeptBytes];
        while (stream.Read(chunk) is var count and > 0)
        {
            lock (_kept)
            {
                foreach (var value in chunk.AsSpan(0, count))
                {
                    _kept[_total++ % KeptBytes] = value;
                }
            }
        }

        _closed.SetResult();
    }

    [DllImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    private static extern int Pipe(int[] pair, int flags);
}
