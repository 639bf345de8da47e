using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Workbench.Kernel.Languages.Children;

/// <summary>The process of a child kernel. It ends with this process, however that ends.</summary>
internal sealed partial class ChildProcess : IDisposable
{
    private const int MaxLastWords = 2000;
    private const int Sigint = 2;
    private const string SetPriv = "/usr/bin/setpriv";
    private const string SetSid = "/usr/bin/setsid";

    private readonly Process process;
    private readonly StringBuilder lastWords = new();

    /// <summary>To be called on a thread that lives as long as the child shall: the kernel of the system ends the child with that thread.</summary>
    public ChildProcess(ChildProgram program, string connectionFile)
    {
        // The signal at the parent's death is what ends the child when this process is killed and can end nothing itself. A session
        // of its own makes the child the head of a process group: an interrupt reaches the programs that it waits for, too.
        string[] command = [SetPriv, "--pdeathsig", "KILL", "--", SetSid, .. program.Command];
        var start = new ProcessStartInfo(command[0], command.Skip(1).Select(part => part.Replace(ChildProgram.ConnectionPlace, connectionFile, StringComparison.Ordinal)))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in program.Environment)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        process.StandardInput.Close();
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    public bool HasExited => process.HasExited;

    /// <summary>Why it ended, as far as that is known: the exit code or signal, and what it said last outside of any cell.</summary>
    public string Ending
    {
        get
        {
            process.WaitForExit(1000);
            var code = process.HasExited ? process.ExitCode : 0;
            var how = code > 128 ? $"it was ended by signal {code - 128}{(code == 137 ? ", as the system does when memory runs out" : "")}" : $"it ended with code {code}";
            lock (lastWords)
            {
                return lastWords.Length == 0 ? how : how + ". It said:\n" + lastWords.ToString().TrimEnd();
            }
        }
    }

    /// <summary>What Ctrl+C does.</summary>
    public void Interrupt()
    {
        if (!process.HasExited)
        {
            _ = Kill(-process.Id, Sigint);
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        End();
        process.Dispose();
    }

    private void OnExit(object? sender, EventArgs arguments) => End();

    private void End()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (lastWords)
        {
            lastWords.AppendLine(line);
            if (lastWords.Length > MaxLastWords)
            {
                lastWords.Remove(0, lastWords.Length - MaxLastWords);
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
