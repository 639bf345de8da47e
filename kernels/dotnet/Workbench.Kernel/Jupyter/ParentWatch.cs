using System.Globalization;

namespace Workbench.Kernel.Jupyter;

/// <summary>
/// Ends the kernel when the client that started it is gone without a word. jupyter_client names itself in JPY_PARENT_PID;
/// in a sandbox nobody does, and the sandbox ends its processes.
/// </summary>
internal static class ParentWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public static void Start()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), CultureInfo.InvariantCulture, out var parent) && parent > 1)
        {
            new Thread(() => Watch(parent)) { IsBackground = true, Name = "parent watch" }.Start();
        }
    }

    private static void Watch(int parent)
    {
        while (Directory.Exists(string.Create(CultureInfo.InvariantCulture, $"/proc/{parent}")))
        {
            Thread.Sleep(Interval);
        }

        Environment.Exit(1);
    }
}
