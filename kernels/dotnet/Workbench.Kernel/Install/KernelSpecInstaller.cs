using System.Text;
using System.Text.Json;
using Workbench.Kernel.Languages.DotnetInteractive;

namespace Workbench.Kernel.Install;

/// <summary>
/// Writes the kernel specs <c>.net-csharp</c> and <c>.net-fsharp</c>, the names that existing notebooks carry, where plain Jupyter looks for them:
/// <c>PREFIX/share/jupyter/kernels</c>, or the user's own data folder. Where the original tool is on the PATH, it gets a spec too.
/// </summary>
internal static class KernelSpecInstaller
{
    private const string ToolSpec = ".net-interactive";
    private static readonly string[] SpecNames = [".net-csharp", ".net-fsharp"];

    public static int Run(IReadOnlyList<string> arguments)
    {
        string kernels;
        switch (arguments)
        {
            case []:
                kernels = Path.Combine(UserData(), "kernels");
                break;
            case ["--prefix", var prefix]:
                kernels = Path.Combine(Path.GetFullPath(prefix), "share", "jupyter", "kernels");
                break;
            default:
                Console.Error.WriteLine("Unknown arguments. Use: Workbench.Kernel install [--prefix DIR]");
                return 64;
        }

        try
        {
            var hasTool = ToolLanguages.TryFind(ToolLanguages.Tool, out _);
            foreach (var name in hasTool ? [.. SpecNames, ToolSpec] : SpecNames)
            {
                var folder = Write(Path.Combine(kernels, name), Environment.ProcessPath!, Path.Combine(AppContext.BaseDirectory, "kernelspecs", name));
                Console.Out.WriteLine($"Installed kernel spec {name} in {folder}");
            }

            if (!hasTool)
            {
                Console.Out.WriteLine($"No kernel spec {ToolSpec}: {ToolLanguages.Missing}");
            }

            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Cannot install into {kernels}: {error.Message}");
            return 73;
        }
    }

    /// <summary>Copies the spec's template, with the kernel's own path in it.</summary>
    private static string Write(string target, string program, string template)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.GetFiles(template))
        {
            var copy = Path.Combine(target, Path.GetFileName(file));
            if (Path.GetFileName(file) == "kernel.json")
            {
                var quoted = JsonEncodedText.Encode(program).ToString();
                File.WriteAllText(copy, File.ReadAllText(file).Replace("{kernel}", quoted, StringComparison.Ordinal), new UTF8Encoding(false));
            }
            else
            {
                File.Copy(file, copy, overwrite: true);
            }
        }

        return target;
    }

    // jupyter_core, "jupyter_data_dir".
    private static string UserData()
    {
        if (Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } set)
        {
            return set;
        }

        return Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } home
            ? Path.Combine(home, "jupyter")
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share", "jupyter");
    }
}
