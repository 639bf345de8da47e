using Workbench.Protocol.Launching;

namespace Workbench.Kernel.Languages.Children.Python;

/// <summary>Python by the host's ipykernel.</summary>
internal static class PythonLanguage
{
    private const string DebianKernel = "/usr/lib/python3/dist-packages/ipykernel_launcher.py";

    public static LanguageInfo Description { get; } = new("python", ["python3", "py"], "Python", "3")
    {
        MimeType = "text/x-python",
        FileExtension = ".py",
        Lexer = "ipython3",
        WhyMissing = static () => File.Exists(DebianKernel)
            ? null
            : "Python cells need ipykernel, which this machine does not have. As administrator: apt-get install python3-ipykernel python3-pandas",
    };

    public static ILanguage New() => new ChildLanguage(Description, Program, new PythonValues());

    private static ChildProgram Program()
    {
        // The history of a session is the notebook; in the sandbox there is no folder of Python's own to write to.
        var temporary = Path.GetTempPath();
        Dictionary<string, string> environment = new()
        {
            ["PYTHONDONTWRITEBYTECODE"] = "1",
            ["PYTHONUNBUFFERED"] = "1",
            ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1",
            ["IPYTHONDIR"] = Path.Combine(temporary, ".ipython"),
            ["MPLCONFIGDIR"] = Path.Combine(temporary, ".matplotlib"),
        };
        if (Directory.Exists(SandboxPaths.PythonPackages))
        {
            environment["PYTHONPATH"] = SandboxPaths.PythonPackages;
        }

        return new ChildProgram(
            ["/usr/bin/python3", "-m", "ipykernel_launcher", "-f", ChildProgram.ConnectionPlace, "--HistoryManager.hist_file=:memory:"], environment);
    }
}
