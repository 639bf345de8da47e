using System.Text;
using Workbench.Protocol.NotebookFiles;

namespace Workbench.Kernel.Notebooks;

/// <summary>
/// <c>Workbench.Kernel convert FROM TO</c>: <c>.dib</c> to <c>.ipynb</c> and back, and either to a C# file-based app (<c>.cs</c>). Which is
/// meant is said by the files' names.
/// </summary>
internal static class NotebookConversion
{
    public const string Usage = "Workbench.Kernel convert FROM TO   convert a notebook: .dib, .ipynb to .dib, .ipynb or .cs";

    public static int Run(IReadOnlyList<string> arguments)
    {
        if (arguments is not [var from, var to])
        {
            return Refuse(64, "Name the notebook and the file to write. Use: " + Usage);
        }

        if (File.Exists(to))
        {
            return Refuse(73, $"{to} is there already. Name another file, or remove it first.");
        }

        try
        {
            var notebook = Read(from);
            File.WriteAllBytes(to, Write(notebook, to));
            Console.Out.WriteLine($"Wrote {to}: {notebook.Cells.Count} cells");
            foreach (var note in Losses(notebook, to))
            {
                Console.Out.WriteLine(note);
            }

            return 0;
        }
        catch (FileNotFoundException)
        {
            return Refuse(66, $"There is no file {from}.");
        }
        catch (FormatException error)
        {
            return Refuse(65, $"{from} cannot be converted: {error.Message}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Refuse(73, error.Message);
        }
    }

    /// <exception cref="FormatException">The file is no notebook.</exception>
    public static NotebookFile Read(string path)
    {
        var text = File.ReadAllText(path);
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".ipynb" => IpynbFile.Read(text),
            ".dib" => DibFile.Read(text, new NotebookLanguages()).Notebook,
            var other => throw new FormatException($"files that end in '{other}' are no notebooks that can be read. Known: .ipynb, .dib"),
        };
    }

    private static byte[] Write(NotebookFile notebook, string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".ipynb" => IpynbFile.Write(notebook),
        ".dib" => Encoding.UTF8.GetBytes(DibFile.Write(notebook)),
        ".cs" => Encoding.UTF8.GetBytes(FileBasedApp.Write(notebook)),
        var other => throw new FormatException($"no notebook can be written as '{other}'. Known: .ipynb, .dib, .cs"),
    };

    private static IEnumerable<string> Losses(NotebookFile notebook, string path)
    {
        if (!path.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase))
        {
            yield return "Outputs are not in it: this kind of file holds none.";
        }

        if (path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase)
            && notebook.Cells.Count(cell => cell.Kind == NotebookCellKind.Code && (cell.Language ?? notebook.DefaultLanguage) != "csharp") is > 0 and var others)
        {
            yield return $"{others} cells in other languages stand in it as comments.";
        }
    }

    private static int Refuse(int exitCode, string text)
    {
        Console.Error.WriteLine(text);
        return exitCode;
    }
}
